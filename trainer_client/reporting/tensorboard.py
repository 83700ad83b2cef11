"""TensorBoard event files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from torch.utils.tensorboard import SummaryWriter

from trainer_client.reporting.records import EvaluationRecord, Trained, numbers


class TensorBoardReport:
    """Scalars of each step. A run that goes on hides what it had written of later steps."""

    def __init__(self, directory: Path, done: int) -> None:
        self._writer = SummaryWriter(str(directory), purge_step=done + 1)

    def step(self, record: Trained) -> None:
        for name, value in numbers(record).items():
            self._writer.add_scalar(f"train/{name}", value, record.step)
        self._writer.flush()

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        for record in records:
            for name, value in numbers(record).items():
                self._writer.add_scalar(f"{record.source}/{name}", value, record.step)
        self._writer.flush()

    def close(self) -> None:
        self._writer.close()
