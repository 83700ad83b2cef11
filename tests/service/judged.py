"""Programs judged by a worker's judge in a real sandbox, without a service around it."""

from __future__ import annotations

import threading
from typing import Any

from sandbox.walls import WallConfig, WallName, choose_wall
from service import wire
from service.settings import Settings
from service.spec import Spec
from service.worker.judging import Judge
from service.worker.problems import plan_of


class Judged:
    """`judge` opens its slots when they are first needed."""

    def __init__(self, wall: WallName) -> None:
        self.judge = Judge(choose_wall(WallConfig(wall=wall)), 500, threading.Event())

    def result(self, code: str, **problem: Any) -> wire.Result:
        """The result of a program by a problem as it is on the wire, but with full limits."""
        asked = wire.Problem.model_validate({"language": "python"} | problem)
        limits = Settings().default_limits.model_dump()
        spec = Spec.model_validate(
            asked.model_dump(exclude={"tests", "tests_ref"})
            | {"tests": "0" * 64, "sandbox": "0"}
            | {"limits": limits | asked.limits.model_dump(exclude_none=True)}
        )
        body = wire.TestSet(tests=asked.tests or []).model_dump_json().encode()
        return self.judge.result(plan_of(spec, body), code, lambda: True)

    def verdicts(self, code: str, **problem: Any) -> list[str]:
        result = self.result(code, **problem)
        assert result.status == "scored", (result.reason, result.message)
        return [test.verdict.value for test in result.tests]
