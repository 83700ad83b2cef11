"""A finding about one test run, and those that the run's end alone gives reason for."""

from __future__ import annotations

import signal as signals
from dataclasses import dataclass

from sandbox import Execution
from service.judge.last_words import out_of_memory
from service.judge.protocols import Ruling
from service.wire import Verdict

_LIMITS = {
    "cpu": (Verdict.TIME_LIMIT, "CPU time limit"),
    "wall": (Verdict.TIME_LIMIT, "wall clock limit"),
    "memory": (Verdict.MEMORY_LIMIT, "memory limit"),
    "output": (Verdict.OUTPUT_LIMIT, "output limit"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`score`: the share of the test that a checker's points are; None: it gave none."""

    verdict: Verdict
    message: str = ""
    score: float | None = None

    @property
    def share(self) -> float:
        """What counts in the reward, 0 to 1."""
        return float(self.verdict is Verdict.PASSED) if self.score is None else self.score


PASSED = Finding(Verdict.PASSED)


def ruled(ruling: Ruling) -> Finding:
    """A checker's word as a finding: less than the full score is a wrong answer."""
    verdict = Verdict.PASSED if ruling.share >= 1 else Verdict.WRONG_ANSWER
    return Finding(verdict, ruling.message, ruling.share if ruling.points else None)


def bounded(seen: Execution) -> Finding | None:
    """Which bound ended the program, if one did."""
    return None if seen.limit is None else Finding(*_LIMITS[seen.limit])


def fault(seen: Execution) -> Finding | None:
    """How the program failed by itself; None: it ended well and within its limits."""
    if ended := bounded(seen):
        return ended
    if seen.signal is None and seen.exit_code == 0:
        return None
    if out_of_memory(seen.stderr):
        return Finding(Verdict.MEMORY_LIMIT, "out of memory")
    if seen.signal is not None:
        return Finding(Verdict.RUNTIME_ERROR, f"ended by {_signal_name(seen.signal)}")
    return Finding(Verdict.RUNTIME_ERROR, f"exit status {seen.exit_code}")


def _signal_name(number: int) -> str:
    try:
        return signals.Signals(number).name
    except ValueError:
        return f"signal {number}"
