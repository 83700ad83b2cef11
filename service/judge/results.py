"""The result of a judged program, as it goes over the wire."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox import CompileReport, Execution
from service import wire
from service.judge.cases import Check
from service.judge.rewards import reward_of, reward_of_nothing
from service.judge.verdicts import Finding

NO_CODE = "no_code"
CLIP = 2048  # bytes of stdout, and of stderr, that a test run shows; the comparison sees all
SHOWN = 256 << 10  # bytes that all test runs of a result show together


def scored(
    mode: wire.Reward,
    checks: Sequence[Check],
    compiled: CompileReport,
    tests: list[wire.TestResult],
    run_s: float,
    sandbox: wire.SandboxInfo,
) -> wire.Result:
    """A program's result; `tests` are those of `checks`, in the same order."""
    passed = [test.verdict is wire.Verdict.PASSED for test in tests]
    return wire.Result(
        id="",
        status="scored",
        reward=reward_of(mode, [check.weight for check in checks], passed),
        passed=sum(passed),
        total=len(checks),
        compile=wire.CompileResult(
            ok=compiled.ok, message=_clean(compiled.message), wall_s=_rounded(compiled.wall_s)
        ),
        tests=tests,
        run_s=_rounded(run_s),
        sandbox=sandbox,
    )


def without_code(mode: wire.Reward, total: int) -> wire.Result:
    """The result of a completion that holds no program: scored, nothing passed."""
    return wire.Result(
        id="", status="scored", reward=reward_of_nothing(mode), reason=NO_CODE, total=total
    )


def no_verdict(reason: wire.NoVerdictReason, run_s: float = 0.0) -> wire.Result:
    return wire.Result(
        id="", status="no_verdict", reward=None, reason=reason.value, run_s=_rounded(run_s)
    )


def test_result(check: Check, seen: Execution, finding: Finding, room: int) -> wire.TestResult:
    """One test run. Of long output the head of stdout and the tail of stderr are shown, of
    each at most half of `room`, which is what is left of SHOWN."""
    clip = max(0, min(CLIP, room // 2))
    return wire.TestResult(
        name=check.name,
        verdict=finding.verdict,
        cpu_s=_rounded(seen.cpu_s),
        wall_s=_rounded(seen.wall_s),
        memory_mb=round(seen.memory_mb, 1),
        exit_code=seen.exit_code,
        signal=seen.signal,
        stdout=seen.stdout[:clip].decode("utf-8", "replace"),
        stdout_clipped=seen.stdout_clipped or len(seen.stdout) > clip,
        stderr=seen.stderr[max(0, len(seen.stderr) - clip) :].decode("utf-8", "replace"),
        stderr_clipped=seen.stderr_clipped or len(seen.stderr) > clip,
        message=_clean(finding.message),
    )


def not_compiled(check: Check) -> wire.TestResult:
    return wire.TestResult(name=check.name, verdict=wire.Verdict.COMPILE_ERROR)


def _clean(message: str) -> str:
    """A message that the guest may have had a hand in: bounded, and without lone surrogates."""
    return message[:CLIP].encode("utf-8", "replace").decode()


def _rounded(seconds: float) -> float:
    return round(seconds, 4)
