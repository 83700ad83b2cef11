"""From what the verifier says of an answer to the submission's result."""

from __future__ import annotations

from service import wire
from service.judge.results import no_verdict
from service.judge.rewards import Graded, reward_of
from service.math.exchange import Reply, Source

NO_ANSWER = "no_answer"
TEST = "answer"  # name of the one test that a math problem has

_SOURCES = {"boxed": "boxed answer", "text": "last expression"}


def judged(mode: wire.Reward, source: Source, reply: Reply, run_s: float) -> wire.Result:
    """The result of an answer that the verifier was asked about."""
    if reply.outcome == "failed":
        message = f"the math verifier failed: {reply.why}"
        return no_verdict(wire.NoVerdictReason.VERIFIER_FAILED, run_s, message)
    if reply.outcome == "no_answer":
        return no_answer(mode, run_s)
    passed = reply.outcome == "equal"
    verdict = wire.Verdict.PASSED if passed else wire.Verdict.WRONG_ANSWER
    found = reply.found.encode("utf-8", "replace").decode()
    test = wire.TestResult(
        name=TEST,
        verdict=verdict,
        cpu_s=reply.cpu_s,
        wall_s=round(run_s, 4),
        message=f"{_SOURCES[source]}: {found}",
    )
    return _scored(mode, passed=passed, run_s=run_s, tests=[test])


def no_answer(mode: wire.Reward, run_s: float = 0.0) -> wire.Result:
    """The result of a completion that holds no answer: scored, not passed."""
    return _scored(mode, passed=False, run_s=run_s, reason=NO_ANSWER)


def too_large(mode: wire.Reward, message: str) -> wire.Result:
    """The result of an answer that is larger than any that is read."""
    test = wire.TestResult(name=TEST, verdict=wire.Verdict.OUTPUT_LIMIT, message=message)
    return _scored(mode, passed=False, tests=[test])


def _scored(
    mode: wire.Reward,
    *,
    passed: bool,
    run_s: float = 0.0,
    reason: str | None = None,
    tests: list[wire.TestResult] | None = None,
) -> wire.Result:
    return wire.Result(
        id="",
        status="scored",
        reward=reward_of(mode, [Graded(float(passed))], {}),
        reason=reason,
        passed=int(passed),
        total=1,
        tests=tests or [],
        run_s=round(run_s, 4),
    )
