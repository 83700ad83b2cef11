"""Programs judged by an item's problem in a real sandbox, without a service between."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox import Execution, Limits, Program
from sandbox.pool import SlotPool
from service import wire
from service.judge.cases import Judging, checks_of
from service.judge.verdicts import findings
from trainer_client.datasets import DatasetItem


@dataclass(frozen=True, slots=True)
class Judge:
    pool: SlotPool

    def verdicts(self, item: DatasetItem, answer: str) -> list[str]:
        """The verdict of each test on the program that the answer makes."""
        problem = wire.Problem.model_validate(item.problem.model_dump())
        assert problem.tests is not None
        judging = Judging(problem.compare, problem.isolation == "shared")
        checks = checks_of(problem.tests, judging)
        seen: dict[int, Execution] = {}
        program = Program(problem.language, item.program(answer))
        cases = [check.case for check in checks]
        report = self.pool.run(program, cases, Limits(), seen.__setitem__)
        if not report.ok:
            return ["compile_error"] * len(checks)
        found = [findings(check, seen[index], None) for index, check in enumerate(checks)]
        return [str(finding.verdict) for each in found for _, finding in each]

    def passes(self, item: DatasetItem, answer: str) -> bool:
        return set(self.verdicts(item, answer)) == {"passed"}
