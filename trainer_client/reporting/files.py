"""The files that every run writes."""

from __future__ import annotations

from collections.abc import Sequence

from trainer_client.reporting.jsonl import JsonLines
from trainer_client.reporting.records import EvaluationRecord, Trained
from trainer_client.reporting.report import Report


class FileReport:
    """`steps.jsonl` and `evaluations.jsonl`."""

    def __init__(self, steps: JsonLines, evaluations: JsonLines) -> None:
        self._steps = steps
        self._evaluations = evaluations

    def step(self, record: Trained) -> None:
        self._steps.append(record)

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        for record in records:
            self._evaluations.append(record)

    def close(self) -> None:
        pass


class Reports:
    """Several reports as one."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = reports

    def step(self, record: Trained) -> None:
        for each in self._reports:
            each.step(record)

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        for each in self._reports:
            each.evaluation(records)

    def close(self) -> None:
        for each in self._reports:
            each.close()
