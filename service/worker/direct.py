"""Judging in this process: no queue, no cache, no admission; the limits are the problem's own."""

from __future__ import annotations

import threading

from sandbox.walls import Wall
from service import wire
from service.settings import Settings
from service.spec import Spec
from service.worker.judging import Judge
from service.worker.problems import Plan, plan_by

UNHASHED = "0" * 64  # in place of a test set's hash, which only the store needs


class DirectJudge:
    """`judge` opens its slots when they are first needed."""

    def __init__(self, wall: Wall, settings: Settings) -> None:
        self._version = wall.version
        self._defaults = settings.default_limits.model_dump()
        self.judge = Judge(wall, settings.recycle_after, threading.Event())

    def plan(self, problem: wire.Problem) -> Plan:
        """A problem with its tests inline, ready to run programs on."""
        given = problem.limits.model_dump(exclude_none=True)
        fields = {name: getattr(problem, name) for name in _SAME}
        limits = wire.LimitSet.model_validate(self._defaults | given)
        spec = Spec(**fields, tests=UNHASHED, limits=limits, sandbox=self._version)
        return plan_by(spec, problem.tests or [])

    def result(self, plan: Plan, code: str) -> wire.Result:
        return self.judge.result(plan, code, lambda: True)

    def close(self) -> None:
        self.judge.close()


_SAME = Spec.model_fields.keys() - {"tests", "limits", "sandbox"}
