"""What one observed execution says about the program.

a bound ended it            time_limit (cpu or wall, see the message), memory_limit,
                            output_limit
MemoryError or bad_alloc    memory_limit, where the program ended in failure by it
another failure             runtime_error
a wrong output or value     wrong_answer
the check itself is broken  not_run: no statement about the program; it counts in the
                            total, since the requester asked for it
otherwise                   passed
"""

from __future__ import annotations

import re
import signal as signals
from dataclasses import dataclass

from sandbox import CheckReport, Execution
from sandbox.guest import values
from service.judge.calls import difference
from service.judge.cases import Check, Holds, Output, Returned
from service.wire import Verdict

_OUT_OF_MEMORY = re.compile(rb"^\s*(?:[\w.]*MemoryError\b|what\(\):\s+std::bad_alloc)")

_LIMITS = {
    "cpu": (Verdict.TIME_LIMIT, "CPU time limit"),
    "wall": (Verdict.TIME_LIMIT, "wall clock limit"),
    "memory": (Verdict.MEMORY_LIMIT, "memory limit"),
    "output": (Verdict.OUTPUT_LIMIT, "output limit"),
}

_CHECKS = {
    "passed": Verdict.PASSED,
    "failed": Verdict.WRONG_ANSWER,
    "candidate_error": Verdict.RUNTIME_ERROR,
    "candidate_gone": Verdict.RUNTIME_ERROR,
    "check_error": Verdict.NOT_RUN,
}


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    message: str = ""


PASSED = Finding(Verdict.PASSED)


def judge(check: Check, seen: Execution) -> Finding:
    """The verdict on one test run."""
    if seen.limit is not None:
        return Finding(*_LIMITS[seen.limit])
    match check.expected:
        case Holds():
            return _judge_check(seen)
        case Output(stdout=expected, policy=policy):
            return _failure(seen) or _wrong(policy(expected, seen.stdout)) or PASSED
        case Returned(value=value):
            return _failure(seen) or _judge_value(value, seen.value)


def _judge_check(seen: Execution) -> Finding:
    report = seen.check or CheckReport("candidate_gone", "the check did not report")
    verdict = _CHECKS[report.outcome]
    if verdict is Verdict.RUNTIME_ERROR and _out_of_memory(seen.stderr):
        verdict = Verdict.MEMORY_LIMIT
    return Finding(verdict, report.message)


def _judge_value(expected: object, encoded: bytes | None) -> Finding:
    if encoded is None:
        return Finding(Verdict.RUNTIME_ERROR, "the function did not return")
    try:
        value = values.decode(encoded)
    except values.Undecodable as error:
        return Finding(Verdict.WRONG_ANSWER, f"the returned value is no plain data: {error}")
    return _wrong(difference(expected, value)) or PASSED


def _wrong(found: str | None) -> Finding | None:
    return None if found is None else Finding(Verdict.WRONG_ANSWER, found)


def _failure(seen: Execution) -> Finding | None:
    """How the program failed by itself; None: it ended well."""
    if seen.signal is None and seen.exit_code == 0:
        return None
    if _out_of_memory(seen.stderr):
        return Finding(Verdict.MEMORY_LIMIT, "out of memory")
    if seen.signal is not None:
        return Finding(Verdict.RUNTIME_ERROR, f"ended by {_signal_name(seen.signal)}")
    return Finding(Verdict.RUNTIME_ERROR, f"exit status {seen.exit_code}")


def _out_of_memory(stderr: bytes) -> bool:
    last_lines = stderr.rstrip().rsplit(b"\n", 1)
    return _OUT_OF_MEMORY.match(last_lines[-1]) is not None


def _signal_name(number: int) -> str:
    try:
        return signals.Signals(number).name
    except ValueError:
        return f"signal {number}"
