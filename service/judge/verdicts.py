"""What one observed execution says about the program.

a bound ended it            time_limit (cpu or wall, see the message), memory_limit,
                            output_limit
out of memory, it says      memory_limit, where the program ended in failure by it
another failure             runtime_error
a wrong output or value     wrong_answer
the check itself is broken  not_run: no statement about the program; it counts in the
                            total, since the requester asked for it
otherwise                   passed

`collected` has the verdicts of pytest files, `interaction` those of interactive problems.
"""

from __future__ import annotations

from sandbox import CheckReport, Execution
from sandbox.guest import values
from service.judge.calls import difference
from service.judge.cases import Check, Collected, Holds, Interaction, Output, Returned, Ruled
from service.judge.collected import collected
from service.judge.findings import PASSED, Finding, bounded, fault, ruled
from service.judge.interaction import judge_interaction
from service.judge.last_words import out_of_memory
from service.judge.protocols import CheckerFailed, Ruling
from service.wire import Verdict

_CHECKS = {
    "passed": Verdict.PASSED,
    "failed": Verdict.WRONG_ANSWER,
    "candidate_error": Verdict.RUNTIME_ERROR,
    "candidate_gone": Verdict.RUNTIME_ERROR,
    "check_error": Verdict.NOT_RUN,
}


def findings(check: Check, seen: Execution, ruling: Ruling | None) -> list[tuple[str, Finding]]:
    """The verdicts of a test run with the names of their tests: one verdict, or one for each
    test that pytest collected. Raises CheckerFailed."""
    if not isinstance(check.expected, Collected):
        return [(check.name, judge(check, seen, ruling))]
    return [
        (f"{check.name}.{test}" if test else check.name, finding)
        for test, finding in collected(check.expected.module, seen)
    ]


def needs_ruling(check: Check, seen: Execution) -> bool:
    """Whether the verdict is for the checker to say. A run that failed is not its business."""
    return isinstance(check.expected, Ruled) and fault(seen) is None


def judge(check: Check, seen: Execution, ruling: Ruling | None = None) -> Finding:
    """The verdict on a test run that is one test; `ruling` where it needs one.

    Raises CheckerFailed.
    """
    match check.expected:
        case Output(stdout=expected, policy=policy):
            return fault(seen) or _wrong(policy(expected, seen.stdout)) or PASSED
        case Returned() as returned:
            return fault(seen) or _judge_value(returned, seen.value)
        case Holds():
            return bounded(seen) or _judge_check(seen)
        case Interaction() as interaction:
            return judge_interaction(interaction, seen)
        case Ruled():
            return fault(seen) or ruled(_given(ruling))
        case Collected():
            raise ValueError("a pytest run has many findings")


def _given(ruling: Ruling | None) -> Ruling:
    if ruling is None:
        raise CheckerFailed("it was not asked")
    return ruling


def _judge_check(seen: Execution) -> Finding:
    report = seen.check or CheckReport("candidate_gone", "the check did not report")
    verdict = _CHECKS[report.outcome]
    if verdict is Verdict.RUNTIME_ERROR and out_of_memory(seen.stderr):
        verdict = Verdict.MEMORY_LIMIT
    return Finding(verdict, report.message)


def _judge_value(expected: Returned, encoded: bytes | None) -> Finding:
    if encoded is None:
        return Finding(Verdict.RUNTIME_ERROR, "the function did not return")
    try:
        value = values.decode(encoded)
    except values.Undecodable as error:
        return Finding(Verdict.WRONG_ANSWER, f"the returned value is no plain data: {error}")
    return _wrong(difference(expected.value, value, expected.rules)) or PASSED


def _wrong(found: str | None) -> Finding | None:
    return None if found is None else Finding(Verdict.WRONG_ANSWER, found)
