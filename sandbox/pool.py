"""Warm slots for one worker: re-used, recycled, replaced when they misbehave."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from sandbox import shared
from sandbox.artifacts import Artifacts
from sandbox.errors import SandboxError, SlotLost
from sandbox.slot import Receive, Slot
from sandbox.types import (
    AssertCase,
    Case,
    CompileReport,
    Execution,
    Limits,
    Program,
    StdioCase,
)
from sandbox.walls import Wall

log = logging.getLogger(__name__)
ATTEMPTS = 3  # slots that one case may lose before that is the caller's problem


class SlotPool:
    """One slot in use and one spare, ready before the other goes.

    Not for use by two threads at once.
    """

    def __init__(self, wall: Wall, recycle_after: int = 500) -> None:
        self._wall = wall
        self._recycle_after = recycle_after
        self._artifacts = Artifacts()
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="slot-opener")
        self._slot = wall.open()
        self._spare: Future[Slot] = self._opener.submit(wall.open)

    def run(
        self, program: Program, cases: Sequence[Case], limits: Limits, receive: Receive
    ) -> CompileReport:
        """Run the program on all cases; `receive(i, execution)` for each, in order.

        A lost slot is replaced and the unanswered cases run again. Raises SlotLost when
        the same case loses ATTEMPTS slots, SandboxError when no new one can be opened, and
        ValueError without cases: a program that is not run says nothing.
        """
        if not cases:
            raise ValueError("no cases to run the program on")
        if any(isinstance(case, AssertCase) and case.shared for case in cases):
            return self._run_shared(program, cases, limits, receive)
        done = failed_at = attempts = 0

        def count(index: int, execution: Execution) -> None:
            nonlocal done
            receive(done, execution)
            done += 1

        while True:
            try:
                report = self._slot.run(program, cases[done:], limits, count, self._artifacts)
            except SlotLost as error:
                attempts = attempts + 1 if done == failed_at else 1
                failed_at = done
                log.warning("slot lost (attempt %d): %s", attempts, error)
                self._replace()
                if attempts == ATTEMPTS:
                    raise
            except BaseException:
                self._replace()  # answers are under way in it that nobody will read
                raise
            else:
                if self._slot.spent or self._slot.runs >= self._recycle_after:
                    self._replace()
                return report

    def _run_shared(
        self, program: Program, cases: Sequence[Case], limits: Limits, receive: Receive
    ) -> CompileReport:
        report = CompileReport(True)
        for index, case in enumerate(cases):
            assert isinstance(case, AssertCase)
            report = self.run(
                shared.joined(program, case),
                [StdioCase()],
                limits,
                lambda _, execution, index=index: receive(index, shared.checked(execution)),  # type: ignore[misc]
            )
            if not report.ok:
                return report
        return report

    def _replace(self) -> None:
        """Take the spare, order the next one, close the old one."""
        old = self._slot
        try:
            self._slot = self._spare.result()
        except SandboxError:
            self._slot = self._wall.open()  # the machine may have recovered meanwhile
        self._spare = self._opener.submit(self._wall.open)
        old.close()

    @property
    def languages(self) -> frozenset[str]:
        """Names of the languages that are installed behind this wall."""
        return self._slot.languages

    def close(self) -> None:
        self._slot.close()
        try:
            self._spare.result().close()
        except SandboxError as error:
            log.warning("the spare slot had not opened: %s", error)
        self._opener.shutdown()

    def __enter__(self) -> SlotPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
