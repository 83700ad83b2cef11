"""Programs judged by an item's problem in a real sandbox, without a service between."""

from __future__ import annotations

from dataclasses import dataclass

from service import wire
from service.worker.direct import DirectJudge
from trainer_client.datasets import DatasetItem


@dataclass(frozen=True, slots=True)
class Judge:
    direct: DirectJudge

    def result(self, item: DatasetItem, answer: str) -> wire.Result:
        """The result of the program that the answer makes."""
        problem = wire.Problem.model_validate(item.problem.model_dump())
        return self.direct.result(self.direct.plan(problem), item.program(answer))

    def verdicts(self, item: DatasetItem, answer: str) -> list[str]:
        """The verdict of each test."""
        return [str(test.verdict) for test in self.result(item, answer).tests]

    def passes(self, item: DatasetItem, answer: str) -> bool:
        return self.result(item, answer).reward == 1.0
