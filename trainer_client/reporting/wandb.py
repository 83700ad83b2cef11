"""Weights & Biases, where its package is installed and the configuration names a project."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trainer_client.config import TrainingConfig
from trainer_client.errors import ConfigError
from trainer_client.reporting.records import EvaluationRecord, Trained, numbers


class WandbReport:
    """One run of the project, gone on with where it is resumed."""

    def __init__(self, config: TrainingConfig, directory: Path) -> None:
        try:
            wandb: Any = importlib.import_module("wandb")
        except ModuleNotFoundError as error:
            raise ConfigError("report.wandb_project: the package wandb is not installed") from error
        self._run = wandb.init(
            project=config.report.wandb_project,
            name=config.name,
            id=directory.name,
            dir=str(directory),
            resume="allow",
            config=config.model_dump(mode="json"),
        )

    def step(self, record: Trained) -> None:
        self._run.log({f"train/{name}": value for name, value in numbers(record).items()})

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        for each in records:
            self._run.log({f"{each.source}/{name}": n for name, n in numbers(each).items()})

    def close(self) -> None:
        self._run.finish()
