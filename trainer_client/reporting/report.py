"""What one sees of a run: every way of showing it has these three methods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from trainer_client.reporting.records import EvaluationRecord, Trained


class Report(Protocol):
    def step(self, record: Trained) -> None:
        """A step was trained."""

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        """Held-out tasks were tried."""

    def close(self) -> None:
        """The run ends, or breaks off."""
