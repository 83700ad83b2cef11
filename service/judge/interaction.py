"""Who is right where a program and an interactor have talked.

the interactor accepted          passed, unless the program went over a limit. It has seen all
                                 that it wanted; how the program ends then, often by the end of
                                 its input, is not looked at
the interactor rejected first    wrong_answer, whatever the program did then
the program ended first, badly   its own verdict: runtime_error, a limit
the program ended first, well    the interactor's verdict, given after its input had ended
a bound ended both               the program's verdict, time_limit as a rule; but where the
                                 program had ended well before, or the interactor used more CPU
                                 time or memory than the program, the interactor failed
the interactor failed            CheckerFailed, unless the program had ended before: by a fault,
                                 or so early that the interactor met a closed pipe, which is a
                                 wrong_answer, lest leaving early be a way to have no verdict.
                                 Nor is closing its pipes and living on

Of two ends within the same moment either may seem to be first. A program that met a closed pipe
was not: the interactor had ended. What is left in doubt is of no consequence for the reward: it
makes a wrong_answer of a runtime_error.
"""

from __future__ import annotations

import re
import signal
from dataclasses import replace

from sandbox import Execution
from service.judge.cases import Interaction
from service.judge.findings import Finding, fault, ruled
from service.judge.protocols import RULING, CheckerFailed
from service.wire import Verdict

_BROKEN_PIPE = re.compile(rb"BrokenPipeError|EOFError|Broken pipe|EPIPE")  # of a standard stream
_CLOSED_PIPE = re.compile(_BROKEN_PIPE.pattern + rb"|end of file", re.IGNORECASE)
_LAST_WORDS = 500  # bytes of stderr


def judge_interaction(expected: Interaction, seen: Execution) -> Finding:
    """Raises CheckerFailed."""
    interactor = seen.interactor
    if interactor is None:
        raise CheckerFailed("the interactor was not run")
    if seen.limit is not None and interactor.exit_code is None:
        return _bounded(seen, interactor)
    first = not seen.dismissed
    found = fault(seen) if first and not _met_a_closed_pipe(seen) else None
    try:
        own = interactor if interactor.exit_code is None else replace(interactor, limit=None)
        said = ruled(RULING[expected.protocol](own, expected.full_score))
    except CheckerFailed:
        if _met_a_closed_pipe(interactor, _CLOSED_PIPE if first else _BROKEN_PIPE):
            own_fault = fault(seen) if first else None
            return own_fault or Finding(Verdict.WRONG_ANSWER, "ended before the interaction did")
        if found is None:
            raise
        return found
    accepted = said.verdict is Verdict.PASSED and (found is None or seen.limit is None)
    return said if accepted else found or said


def _met_a_closed_pipe(seen: Execution, words: re.Pattern[bytes] = _CLOSED_PIPE) -> bool:
    """Whether it ended because its partner had ended before it, or had closed its pipes."""
    last = seen.stderr[-_LAST_WORDS:]
    return seen.signal == signal.SIGPIPE or words.search(last) is not None


def _bounded(seen: Execution, interactor: Execution) -> Finding:
    """The verdict where the interactor was killed at a bound. A program marked as dismissed
    then was killed with it, only noticed later."""
    if not seen.dismissed and seen.signal is None:
        if found := fault(replace(seen, limit=None)):
            return found
        raise CheckerFailed(f"{seen.limit} limit exceeded after the program had ended")
    to_blame = {
        "cpu": interactor.cpu_s > seen.cpu_s,
        "memory": interactor.memory_mb > seen.memory_mb,
        "output": not seen.stderr_clipped,
        "wall": False,  # each may wait for the other: it is the program that must know better
    }
    assert seen.limit is not None
    if to_blame[seen.limit]:
        raise CheckerFailed(f"{seen.limit} limit exceeded")
    found = fault(seen)
    assert found is not None
    return found
