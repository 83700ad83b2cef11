"""The verdicts of pytest files: one for each test that pytest collected.

skipped (and expected failures)   not counted, since nothing was tested
not_run                           the run ended before the test's turn: it counts as not passed
nothing collected                 one verdict for the run as a whole, not_run as a rule: files
                                  that do not import are not the program's fault, unless they
                                  miss a name in its module
a bound ended the run             one verdict for the run as a whole; no test passes
"""

from __future__ import annotations

from sandbox import CheckReport, Execution
from service.judge.findings import Finding, bounded
from service.judge.last_words import out_of_memory
from service.wire import Verdict

_OUTCOMES = {
    "passed": Verdict.PASSED,
    "failed": Verdict.WRONG_ANSWER,
    "candidate_error": Verdict.RUNTIME_ERROR,
    "candidate_gone": Verdict.RUNTIME_ERROR,
    "check_error": Verdict.NOT_RUN,
    "not_run": Verdict.NOT_RUN,
}


def collected(module: str, seen: Execution) -> list[tuple[str, Finding]]:
    """Findings with the names of their tests; one with the name "" for the run as a whole."""
    if ended := bounded(seen):
        return [("", ended)]
    report = seen.check or CheckReport("candidate_gone", "the check did not report")
    counted = [test for test in report.tests if test.outcome != "skipped"]
    if report.outcome == "check_error" or not report.tests:
        return [("", _as_a_whole(module, report, seen))]
    if not counted:
        return [("", Finding(Verdict.NOT_RUN, "every collected test was skipped"))]
    return [(test.name, Finding(_OUTCOMES[test.outcome], test.message)) for test in counted]


def _as_a_whole(module: str, report: CheckReport, seen: Execution) -> Finding:
    verdict = _OUTCOMES[report.outcome]
    if f"from '{module}'" in report.message and "cannot import name" in report.message:
        verdict = Verdict.WRONG_ANSWER
    if verdict is Verdict.RUNTIME_ERROR and out_of_memory(seen.stderr):
        verdict = Verdict.MEMORY_LIMIT
    return Finding(verdict, report.message)
