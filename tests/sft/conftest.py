"""A small model made once, and short runs of it on programs that are sometimes wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.training.conftest import RECIPE
from trainer_client.config import SftConfig
from trainer_client.models import tiny

MakeConfig = Callable[..., SftConfig]
LISTS = {"kind": "list_operations", "fewest": 1, "most": 1, "tests": 4}


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Small matrices: more threads only wait for each other."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a model that has only begun to learn."""
    directory = tmp_path_factory.mktemp("model")
    model, tokenizer = tiny.make(dataclasses.replace(RECIPE, steps=40))
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return directory


@pytest.fixture(scope="session")
def make_config(small_model: Path) -> MakeConfig:
    """A short run of that model; tables are given by their names."""

    def make(**tables: Any) -> SftConfig:
        values: dict[str, Any] = {
            "name": "test",
            "seed": 3,
            "steps": 6,
            "batch": 16,
            "threads": 1,
            "model": {"kind": "pretrained", "path": str(small_model)},
            "sources": [
                {**LISTS, "name": "bad", "count": 32, "step_errors": 0.7},
                {**LISTS, "name": "good", "count": 64},
            ],
            "rollouts": {"max_new_tokens": 32},
            "optimiser": {"learning_rate": 1e-2, "micro_batch_tokens": 256},
            "rewards": {"deadline_s": 60.0},
            "report": {"table": False, "tensorboard": False},
        }
        for name, table in tables.items():
            old: Any = values.get(name)
            both = isinstance(old, dict) and isinstance(table, dict)
            values[name] = old | table if both else table
        return SftConfig.model_validate(values)

    return make
