"""Programs judged in a real sandbox, without a service around it."""

from __future__ import annotations

from typing import Any

from sandbox.walls import WallConfig, WallName, choose_wall
from service import wire
from service.settings import Settings
from service.worker.direct import DirectJudge


class Judged:
    def __init__(self, wall: WallName) -> None:
        self.judge = DirectJudge(choose_wall(WallConfig(wall=wall)), Settings())

    def result(self, code: str, **problem: Any) -> wire.Result:
        """The result of a program by a problem as it is on the wire, Python unless told."""
        asked = wire.Problem.model_validate({"language": "python"} | problem)
        return self.judge.result(self.judge.plan(asked), code)

    def verdicts(self, code: str, **problem: Any) -> list[str]:
        result = self.result(code, **problem)
        assert result.status == "scored", (result.reason, result.message)
        return [test.verdict.value for test in result.tests]
