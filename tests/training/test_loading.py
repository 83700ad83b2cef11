"""A model that is made on the spot."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from trainer_client.config.models import ListOperationsModel
from trainer_client.models.loading import load_model

RUNS = 3


def test_runs_that_begin_together_share_the_model_that_one_of_them_made(tmp_path: Path) -> None:
    # Processes as in life: transformers loads models for one thread of a process at a time.
    with ProcessPoolExecutor(RUNS, multiprocessing.get_context("spawn")) as pool:
        made = list(pool.map(partial(_first_weights, tmp_path), range(RUNS)))
    assert [each.name for each in tmp_path.iterdir()] == ["start"]
    assert made[0]
    assert made == [made[0]] * RUNS


def _first_weights(directory: Path, _run: int) -> list[float]:
    place = str(directory / "start")
    config = ListOperationsModel(kind="list_operations", directory=place, steps=1, batch=2)
    weights = next(load_model(config, directory).model.parameters())
    first: list[float] = weights.detach().flatten()[:8].tolist()
    return first
