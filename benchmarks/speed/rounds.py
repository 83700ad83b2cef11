"""One contender after the other, round after round, so that a drifting machine does not decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.speed.contenders import Contender, Passed
from benchmarks.speed.figures import Rate, Spread
from benchmarks.speed.loads import Load, Program, Whole
from benchmarks.speed.machine import host_cpu_s

FIRST = 6  # programs of the trial that tells how many a round takes
AT_LEAST = 2


@dataclass
class Plan:
    """How long one contender may take in one round, and how many programs it gets at most."""

    rounds: int
    seconds: float
    most: int
    serial: int = 0  # so many programs have been handed out: each text is new

    def next_sample(self, load: Load, count: int) -> list[Program]:
        programs = load.sample(count, self.serial)
        self.serial += len(programs)
        return programs


@dataclass
class _Measured:
    count: int
    tests_per_s: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    right: int = 0
    known: int = 0


def compare(
    load: Load, contenders: Sequence[Contender], plan: Plan, say: Callable[[str], object]
) -> list[Rate]:
    able = [contender for contender in contenders if contender.judges(load)]
    measured = {each.name: _Measured(_suitable(load, each, plan)) for each in able}
    for number in range(plan.rounds):
        for contender in able if number % 2 == 0 else reversed(able):
            seen = measured[contender.name]
            programs = plan.next_sample(load, seen.count)
            passed, elapsed, cpu = timed(contender.ready(load, programs))
            tests = load.tests(programs)
            seen.tests_per_s.append(tests / elapsed)
            seen.cpu_ms.append(1000 * cpu / tests)
            for program, count in zip(programs, passed, strict=True):
                seen.known += program.passes is not None
                seen.right += program.passes == count
            say(f"{load.key} round {number + 1}: {contender.name} {tests / elapsed:.0f} tests/s")
    return [
        Rate(
            load=load.key,
            contender=name,
            tests_per_s=Spread.of(seen.tests_per_s),
            cpu_ms_per_test=Spread.of(seen.cpu_ms),
            sample=seen.count,
            as_expected=seen.right / max(1, seen.known),
        )
        for name, seen in measured.items()
    ]


def timed(judge: Callable[[], Passed]) -> tuple[Passed, float, float]:
    """What it gives, seconds, and seconds of CPU of the whole machine."""
    cpu, start = host_cpu_s(), time.perf_counter()
    passed = judge()
    return passed, time.perf_counter() - start, host_cpu_s() - cpu


def _suitable(load: Load, contender: Contender, plan: Plan) -> int:
    """How many programs take about the seconds of a round; the second trial is a warm one."""
    if isinstance(load, Whole):
        return len(load.programs)
    count, elapsed = FIRST, 0.0
    for _ in range(2):
        if elapsed > plan.seconds:
            break
        programs = plan.next_sample(load, count)
        _, elapsed, _ = timed(contender.ready(load, programs))
        count = round(len(programs) * plan.seconds / elapsed)
        count = max(AT_LEAST, min(count, plan.most, 20 * len(programs)))
    return count
