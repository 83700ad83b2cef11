"""Checkers at work: in slots of their own, where no candidate's program ever runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox import Execution, Limits, Program, SandboxError
from sandbox.pool import SlotPool
from sandbox.walls import Wall
from service import wire
from service.judge.cases import Check, Ruled
from service.judge.including import program_of
from service.judge.protocols import CHECKING, RULING, CheckerFailed, Ruling
from service.judge.results import Sheet
from service.judge.verdicts import needs_ruling

LIMITS = Limits(cpu_s=20, wall_s=40, memory_mb=1024, output_kb=1024, processes=16)
MOST_WAITING = 64  # test runs that wait to be checked together
MOST_WAITING_BYTES = 8 << 20  # of their output


class CheckingLost(Exception):
    """No sandbox for the checker; `error` says why. It is no SandboxError, since that would
    mean the candidate's slot to the pool in whose run it is raised."""

    def __init__(self, error: SandboxError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class CheckerProgram:
    """A problem's checker, ready to be run."""

    program: Program
    protocol: str
    args: tuple[str, ...]
    full_score: float


def checker_program(checker: wire.Checker) -> CheckerProgram:
    args = tuple(checker.args)
    return CheckerProgram(program_of(checker), checker.protocol, args, checker.full_score)


class CheckerSlots:
    """Runs checkers in a pool that is opened for the first one."""

    def __init__(self, wall: Wall, recycle_after: int) -> None:
        self._wall = wall
        self._recycle_after = recycle_after
        self._pool: SlotPool | None = None

    def rulings(
        self, checker: CheckerProgram, runs: Sequence[tuple[Check, Execution]]
    ) -> list[Ruling]:
        """What the checker says of each run. Raises CheckerFailed and CheckingLost."""
        cases = [
            CHECKING[checker.protocol](check.expected.texts, seen.stdout, checker.args)
            for check, seen in runs
            if isinstance(check.expected, Ruled)
        ]
        rulings: list[Ruling] = []

        def receive(_: int, seen: Execution) -> None:
            rulings.append(RULING[checker.protocol](seen, checker.full_score))

        try:
            compiled = self._slots().run(checker.program, cases, LIMITS, receive)
        except SandboxError as error:
            raise CheckingLost(error) from error
        if not compiled.ok:
            raise CheckerFailed(f"does not compile: {compiled.message}")
        return rulings

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _slots(self) -> SlotPool:
        if self._pool is None:
            self._pool = SlotPool(self._wall, self._recycle_after)
        return self._pool


class Marking:
    """Enters test runs in a sheet, in order; those that need a checker wait for each other, so
    that one call of it serves many."""

    def __init__(self, sheet: Sheet, checker: CheckerProgram | None, slots: CheckerSlots) -> None:
        self._sheet = sheet
        self._checker = checker
        self._slots = slots
        self._waiting: list[tuple[Check, Execution]] = []
        self._bytes = 0

    def add(self, check: Check, seen: Execution) -> None:
        """Raises CheckerFailed and CheckingLost."""
        if self._checker is None:
            self._sheet.add(check, seen)
            return
        self._waiting.append((check, seen))
        self._bytes += len(seen.stdout) + len(seen.stderr)
        if len(self._waiting) >= MOST_WAITING or self._bytes >= MOST_WAITING_BYTES:
            self.finish()

    def finish(self) -> None:
        """Enter all that wait. Raises CheckerFailed and CheckingLost."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        asked = [run for run in waiting if needs_ruling(*run)]
        rulings = iter(self._slots.rulings(self._checker, asked) if self._checker and asked else ())
        for check, seen in waiting:
            ruling = next(rulings) if needs_ruling(check, seen) else None
            self._sheet.add(check, seen, ruling)
