"""Judging one program: run in the sandbox, verdicts here, faults of ours kept apart."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sandbox import CompileReport, Execution, LanguageMissing, Program, SandboxError, SlotLost
from sandbox.pool import SlotPool
from sandbox.walls import Wall
from service import wire
from service.judge import results
from service.judge.protocols import CheckerFailed
from service.worker.checking import CheckerSlots, CheckingLost, Marking
from service.worker.problems import Plan

NO_SLOT_WAITS_S = (1.0, 4.0, 10.0)  # an engine that restarts needs some seconds
LOST_WAITS_S = (0.0,)  # a program that loses slots again and again is not tried for ever
WANTED_EVERY_S = 2.0

log = logging.getLogger(__name__)


class Abandoned(Exception):
    """Nobody waits for the program's result any more."""


class Stopping(Exception):
    """The worker was asked to end while it waited for a sandbox."""


class Judge:
    """Runs programs, one at a time, in slots of one wall."""

    def __init__(self, wall: Wall, recycle_after: int, stopping: threading.Event) -> None:
        self._wall = wall
        self._recycle_after = recycle_after
        self._stopping = stopping
        self._pool: SlotPool | None = None
        self._checkers = CheckerSlots(wall, recycle_after)

    def warm_up(self) -> frozenset[str]:
        """Opens the first slots; the languages that they have. Raises SandboxError."""
        return self._slots().languages

    def result(self, plan: Plan, code: str, wanted: Callable[[], bool]) -> wire.Result:
        """The program's result; no_verdict when no sandbox can be had.

        Raises Abandoned when `wanted`, which is asked now and then, says no, and Stopping.
        """
        start = time.monotonic()
        no_slot, lost = list(NO_SLOT_WAITS_S), list(LOST_WAITS_S)
        while True:
            try:
                return self._run(plan, code, wanted)
            except LanguageMissing as error:
                reason = wire.NoVerdictReason.LANGUAGE_MISSING
                return results.no_verdict(reason, message=str(error))
            except CheckerFailed as error:
                reason, elapsed = wire.NoVerdictReason.CHECKER_FAILED, time.monotonic() - start
                return results.no_verdict(reason, elapsed, str(error))
            except SandboxError as error:
                waits = lost if isinstance(error, SlotLost) else no_slot
                log.warning("no verdict yet: %s", error)
            if not waits:
                elapsed = time.monotonic() - start
                return results.no_verdict(wire.NoVerdictReason.SANDBOX_LOST, elapsed)
            if self._stopping.wait(waits.pop(0)):
                raise Stopping

    def close(self) -> None:
        self._checkers.close()
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _slots(self) -> SlotPool:
        if self._pool is None:
            self._pool = SlotPool(self._wall, self._recycle_after)
        return self._pool

    def _run(self, plan: Plan, code: str, wanted: Callable[[], bool]) -> wire.Result:
        start = asked = time.monotonic()
        sheet = results.Sheet(plan.flagging)
        sheet.read(code, plan.spec.language.value)
        marking = Marking(sheet, plan.checker, self._checkers)

        def receive(index: int, seen: Execution) -> None:
            nonlocal asked
            marking.add(plan.checks[index], seen)
            if time.monotonic() - asked > WANTED_EVERY_S:
                asked = time.monotonic()
                if not wanted():
                    raise Abandoned

        try:
            program = Program(plan.spec.language.value, code)
            compiled = self._slots().run(program, plan.cases, plan.limits, receive)
            marking.finish()
            if compiled.program == "interactor":
                raise CheckerFailed(f"does not compile: {compiled.message}")
        except Abandoned:
            self.close()  # the slot is in the middle of a run
            raise
        except CheckingLost as lost:
            raise lost.error from lost
        if not compiled.ok:
            sheet.all_failed(plan.checks)
        return self._scored(plan, compiled, sheet, time.monotonic() - start)

    def _scored(
        self, plan: Plan, compiled: CompileReport, sheet: results.Sheet, run_s: float
    ) -> wire.Result:
        place = wire.SandboxInfo(
            wall=self._wall.name, version=self._wall.version, isolation=plan.isolation
        )
        return results.scored(plan.spec.reward, plan.spec.groups, compiled, sheet, run_s, place)
