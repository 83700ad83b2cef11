"""What the tests of the sandbox run programs with: a pool, and short ways to use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox import (
    AssertCase,
    CallCase,
    Case,
    CheckReport,
    CompileReport,
    Execution,
    Limits,
    Program,
    StdioCase,
)
from sandbox.guest import values
from sandbox.pool import SlotPool
from sandbox.slot import Slot
from sandbox.walls import Wall, WallName

DEFAULT = Limits()


class RememberingWall:
    """A wall that keeps what it opened."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self.slots: list[Slot] = []

    @property
    def name(self) -> WallName:
        return self._wall.name

    @property
    def version(self) -> str:
        return self._wall.version

    def open(self) -> Slot:
        slot = self._wall.open()
        self.slots.append(slot)
        return slot


@dataclass(frozen=True)
class Box:
    """One wall's warm pool. Methods that return executions assert that the program compiled."""

    wall: RememberingWall
    pool: SlotPool

    @property
    def gvisor(self) -> bool:
        return self.wall.name == "docker-runsc"

    def runs(self) -> list[int]:
        """How many programs each slot has served, in the order of opening."""
        return [slot.runs for slot in self.wall.slots]

    def report(
        self,
        source: str,
        cases: Sequence[Case],
        limits: Limits = DEFAULT,
        language: str = "python",
    ) -> tuple[CompileReport, list[Execution]]:
        seen: list[Execution] = []

        def receive(index: int, execution: Execution) -> None:
            assert index == len(seen)
            seen.append(execution)

        report = self.pool.run(Program(language, source), cases, limits, receive)
        return report, seen

    def run(
        self,
        source: str,
        cases: Sequence[Case],
        limits: Limits = DEFAULT,
        language: str = "python",
    ) -> list[Execution]:
        report, seen = self.report(source, cases, limits, language)
        assert report.ok, report.message
        assert len(seen) == len(cases)
        return seen

    def main(
        self,
        source: str,
        stdin: bytes = b"",
        limits: Limits = DEFAULT,
        language: str = "python",
    ) -> Execution:
        """The program run once, as a program."""
        return self.run(source, [StdioCase(stdin)], limits, language)[0]

    def output(self, source: str, stdin: bytes = b"", limits: Limits = DEFAULT) -> bytes:
        """stdout of a program that must end well."""
        seen = self.main(source, stdin, limits)
        assert (seen.exit_code, seen.limit) == (0, None), seen
        return seen.stdout

    def refuses(self, prelude: str, *attempts: str) -> None:
        """Each attempt, an expression, must raise OSError; what it gave is the failure."""
        source = f"import os\n{prelude}\n"
        for attempt in attempts:
            source += f"try: print({attempt!r}, 'gave', {attempt})\nexcept OSError: pass\n"
        assert self.output(source).decode() == ""

    def call(self, source: str, function: str, *args: object, **kwargs: object) -> object:
        """What the function returned, decoded on our side."""
        seen = self.run(source, [CallCase(function, args, kwargs)])[0]
        assert seen.value is not None, seen
        return values.decode(seen.value)

    def check(
        self,
        source: str,
        check: str,
        entry_point: str | None = None,
        setup: str = "",
        limits: Limits = DEFAULT,
    ) -> CheckReport:
        """What the check said about the program."""
        seen = self.run(source, [AssertCase(check, setup, entry_point)], limits)[0]
        assert seen.check is not None, seen
        return seen.check
