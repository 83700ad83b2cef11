"""A model small enough for tests, that is right often enough to have something to learn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from trainer_client.config import RunConfig
from trainer_client.models import tiny
from trainer_client.models.loading import LoadedModel, load_model

MakeConfig = Callable[..., RunConfig]

RECIPE = tiny.TinyRecipe(
    hidden=64,
    layers=2,
    intermediate=128,
    heads=2,
    steps=150,
    batch=32,
    learning_rate=1e-2,
    operations=(1, 1),
)


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Small matrices: more threads only wait for each other."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a model that programs single list operations."""
    directory = tmp_path_factory.mktemp("model")
    model, tokenizer = tiny.make(RECIPE)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return directory


@pytest.fixture(scope="session")
def make_config(small_model: Path) -> MakeConfig:
    """A short run of that model; tables are given by their names."""

    def make(**tables: Any) -> RunConfig:
        tasks = {"kind": "list_operations", "fewest": 1, "most": 1, "tests": 4, "count": 64}
        values: dict[str, Any] = {
            "name": "test",
            "seed": 3,
            "steps": 4,
            "threads": 1,
            "model": {"kind": "pretrained", "path": str(small_model)},
            "tasks": [{**tasks, "name": "lists"}],
            "rollouts": {"prompts": 4, "samples": 4, "max_new_tokens": 32},
            "optimiser": {"learning_rate": 1e-3},
            "evaluation": {"prompts": 4, "samples": 2},
            "rewards": {"deadline_s": 60.0},
            "report": {"table": False, "tensorboard": False},
        }
        for name, table in tables.items():
            old: Any = values.get(name)
            both = isinstance(old, dict) and isinstance(table, dict)
            values[name] = old | table if both else table
        return RunConfig.model_validate(values)

    return make


@pytest.fixture
def loaded(make_config: MakeConfig, tmp_path: Path) -> LoadedModel:
    return load_model(make_config().model, tmp_path)
