"""One wall with the service's judge before it, in which hostile programs are tried.

A trial judges the program, then an honest one on the same slot, then looks at the host. What it
finds is a list of objections; a program that the wall withstands has none.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from sandbox.walls import Wall, WallName
from service import wire
from service.settings import Settings
from service.worker.direct import DirectJudge
from tests.hostile.canaries import Canaries
from tests.hostile.catalogue import REFUSED, WITHOUT_VERDICT, Honest, Hostile
from tests.hostile.host import Host, waited_for_core_s
from tests.hostile.problems import problem
from tests.sandbox.behind import PATIENCE_S
from tests.sandbox.box import RememberingWall

NEVER = 10**9  # runs: a slot serves the whole suite, whatever it has been through
KINDS = ("forged", "verdict", "slow", "leak", "flag", "next run", "left over")  # of objections
OVER_S = 1.0  # by which a test's wall clock may exceed its limit
# gVisor makes a system call some ten times slower. So the sweep after some programs, or their
# compilation, takes longer, and others reach their limits of time before they are through.
GVISOR_OVER_S = 5.0
SLOW_IN_GVISOR = {"deep_directories", "many_directories", "include_device"}
LATE_IN_GVISOR = {"kill_everybody", "memory_in_children", "sparse_files", "shell_hunt"}
SLOTS = 4  # one in use and one spare, of candidates and of checkers
# Flags that a wall cannot tell of: of refused system calls under gVisor.
SILENT: dict[WallName, set[str]] = {
    "docker-runc": set(),
    "docker-runsc": {"network", "system_call"},
    "bubblewrap": set(),
}
STATE = (Path(__file__).parent / "frames" / "state.py").read_text(encoding="utf-8")
HOLDER = """# CANARY
import sys
kept = sys.stdin.read() + "CANARY"
for place in (".", "/tmp", "/dev/shm"): open(place + "/CANARY", "w").write(kept)
print(kept); print(kept, file=sys.stderr)
"""


@dataclass(slots=True)
class Tally:
    """What a wall went through, for the table at the end."""

    programs: Counter[str] = field(default_factory=Counter)  # by group
    trials: int = 0
    objections: Counter[str] = field(default_factory=Counter)  # by kind
    slots_lost: int = 0
    seconds: float = 0.0
    resident_before: dict[str, int] = field(default_factory=dict)  # MiB
    resident_after: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objection:
    kind: str  # one of KINDS
    what: str


class Arena:
    def __init__(self, wall: Wall, owner: str, canaries: Canaries) -> None:
        self.wall = RememberingWall(wall)
        self.tally = Tally()
        self._canaries = canaries
        self._host = Host(self.wall.name, owner)
        self._judge = DirectJudge(self.wall, Settings(recycle_after=NEVER))
        self._warm_up()
        self._probe = self._problem("probe").model_copy(update={"limits": wire.Limits()})
        self._clean = self._state()
        self.tally.resident_before = self._host.resident()

    def close(self) -> None:
        self._judge.close()

    def resident(self) -> dict[str, int]:
        """MiB of this process and of the largest supervisor."""
        self.tally.resident_after = self._host.resident()
        return self.tally.resident_after

    def trial(self, program: Hostile, honest: Honest) -> list[Objection]:
        start = time.monotonic()
        if program.group in ("leaks", "persistence"):
            self._judged(HOLDER.replace("CANARY", self._canaries.of("other-program")), "secret")
        served = self._served()
        objections = list(self._objections(program, honest))
        objections += self._next_run(program)
        if self._served()[: len(served)] == served or len(self._served()) > len(served):
            self.tally.slots_lost += 1
            if not honest.costly:
                objections.append(Objection("left over", "the slot was thrown away"))
        objections += [Objection("left over", line) for line in self._leftovers()]
        self.tally.programs[program.group] += honest is program.honest[0]
        self.tally.trials += 1
        self.tally.objections.update(each.kind for each in objections)
        self.tally.seconds += time.monotonic() - start
        return objections

    # --- the program ----------------------------------------------------------------------

    def _objections(self, program: Hostile, honest: Honest) -> Iterator[Objection]:
        asked = self._problem(honest.problem, program.language)
        code = self._filled(program.source)
        start, waited = time.monotonic(), waited_for_core_s()
        result = self._result(asked, code)
        if result is None:
            if honest.verdicts != {REFUSED}:
                yield Objection("verdict", "the API refuses it")
            return
        elapsed, waited = time.monotonic() - start, waited_for_core_s() - waited
        yield from self._slow(asked, result, elapsed, waited + self._patience(program))
        yield from self._of_result(self._in_time(program, honest), result)
        if missing := program.flags - SILENT[self.wall.name] - set(result.flags):
            yield Objection("flag", f"no {missing} among {result.flags}")

    def _patience(self, program: Hostile) -> float:
        """Seconds that a slow wall may take beyond OVER_S."""
        slow = self.wall.name == "docker-runsc" and program.name in SLOW_IN_GVISOR
        return GVISOR_OVER_S - OVER_S if slow else 0.0

    def _in_time(self, program: Hostile, honest: Honest) -> Honest:
        """What is honest on this wall."""
        if self.wall.name == "docker-runsc" and program.name in LATE_IN_GVISOR:
            return replace(honest, verdicts=honest.verdicts | {"time_limit"})
        return honest

    def _of_result(self, honest: Honest, result: wire.Result) -> Iterator[Objection]:
        if honest.verdicts == {REFUSED}:
            yield Objection("verdict", "the API takes it")
        if result.reward is None:
            if WITHOUT_VERDICT not in honest.verdicts:
                yield Objection("verdict", f"no verdict: {result.reason} {result.message}")
        elif result.reward > honest.most + 1e-9:
            yield Objection("forged", f"reward {result.reward} above {honest.most}: {told(result)}")
        elif result.reward < honest.most - 1e-9 and honest.verdicts == {"passed"}:
            yield Objection("verdict", f"reward {result.reward} below {honest.most}")
        for test in result.tests:
            if test.verdict.value not in honest.verdicts:
                yield Objection("verdict", f"{told(result)} is not {set(honest.verdicts)}")
                break
        shown = [text for test in result.tests for text in (test.stdout, test.stderr)]
        shown += [result.compile.message] if result.compile else []
        if any(self._canaries.marker in text for text in shown):
            yield Objection("leak", "\n".join(shown))

    def _slow(
        self, asked: wire.Problem, result: wire.Result, elapsed: float, waited: float
    ) -> Iterator[Objection]:
        """What exceeded its wall clock by more than OVER_S and what was waited for a core."""
        assert asked.limits.wall_s is not None
        allowed = asked.limits.wall_s + waited + OVER_S
        slowest = max((test.wall_s for test in result.tests), default=0.0)
        compiling = result.compile.wall_s if result.compile else 0.0
        in_all = compiling + allowed * max(1, len(result.tests))
        if slowest > allowed or elapsed > in_all:
            yield Objection(
                "slow", f"{slowest:.1f} of {allowed:.1f} s, {elapsed:.1f} of {in_all:.1f} s"
            )

    # --- what it leaves -------------------------------------------------------------------

    def _next_run(self, program: Hostile) -> list[Objection]:
        if "def look" in program.source:
            result = self._result(self._problem("look"), self._filled(program.source))
            assert result is not None
            if result.reward != 1.0:
                return [Objection("next run", f"another submission finds it: {told(result)}")]
        state = self._state()
        if state == self._clean:
            return []
        pairs = zip(state.splitlines(), self._clean.splitlines(), strict=False)
        changed = [f"{now!r} for {was!r}" for now, was in pairs if now != was]
        return [Objection("next run", f"the state of the slot differs: {changed or state!r}")]

    def _state(self) -> str:
        """What an honest program finds, run as a program and called."""
        result = self._judge.result(self._judge.plan(self._probe), STATE)
        if result.reward != 1.0:
            return f"an honest program gets {result.model_dump_json()}"
        return "".join(test.stderr for test in result.tests)

    def _leftovers(self) -> list[str]:
        """What stays on the host, after a moment in which slots are closed and opened."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            found = self._host.leftovers()
            if (count := self._host.slots()) != SLOTS:
                found.append(f"{count} slots instead of {SLOTS}")
            if not found or time.monotonic() > deadline:
                return found
            time.sleep(0.05)

    # --- judging --------------------------------------------------------------------------

    def _warm_up(self) -> None:
        """Have every zygote started, so that what is there does not grow any more."""
        for name in ("sum", "call", "assert", "pytest", "pytest-shared", "checker", "interactive"):
            self._judged("def f(x): return 1\nprint(1)\n", name)
        self._judged("import numpy\n", "sum")

    def _judged(self, code: str, problem: str) -> None:
        self._judge.result(self._judge.plan(self._problem(problem)), code)

    def _problem(self, name: str, language: str = "python") -> wire.Problem:
        return problem(name, language, self._canaries)

    def _result(self, asked: wire.Problem, code: str) -> wire.Result | None:
        """The result; None where the API would refuse the program."""
        try:
            request = wire.ScoreRequest(problem=asked, code=code)
        except ValidationError:
            return None
        assert request.code is not None
        return self._judge.result(self._judge.plan(asked), request.code)

    def _filled(self, source: str) -> str:
        """The program with what it looks for, and where."""
        paths = " ".join(map(str, self._canaries.host_files))
        raised = self._canaries.raised.decode()
        return source.replace("RAISED-MARKER", raised).replace("HOST-PATHS", paths)

    def _served(self) -> list[int]:
        return [slot.runs for slot in self.wall.slots]


def told(result: wire.Result) -> str:
    """A result in a line or a few: the verdicts, and what was said about tests."""
    tests = [
        f"{test.name}: {test.verdict.value} {test.message} {test.stdout[:300]!r} "
        f"{test.stderr[-300:]!r}"
        for test in result.tests[:40]
    ]
    return "\n".join([f"{result.passed} of {result.total} passed", *tests])
