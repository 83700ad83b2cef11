"""The result of a judged program, as it goes over the wire."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox import CompileReport, Execution
from service import wire
from service.judge.cases import Check
from service.judge.findings import Finding
from service.judge.flags import Flagging
from service.judge.protocols import Ruling
from service.judge.rewards import Graded, Groups, reward_of, reward_of_nothing, shares_of
from service.judge.verdicts import findings

NO_CODE = "no_code"
CLIP = 2048  # bytes of stdout, and of stderr, that a test run shows; the comparison sees all
SHOWN = 256 << 10  # bytes that all test runs of a result show together
LEAST_MESSAGE = 80  # characters of a message that are shown even then
MOST_NAME = 400  # characters


class Sheet:
    """What the tests of one program gave, test by test in order."""

    def __init__(self, flagging: Flagging) -> None:
        self.flags: set[wire.Flag] = set()
        self._flagging = flagging
        self.tests: list[wire.TestResult] = []
        self.graded: list[Graded] = []
        self._room = SHOWN

    def add(self, check: Check, seen: Execution, ruling: Ruling | None = None) -> None:
        """Enter a test run. The run's figures and output go with its first test.

        Raises CheckerFailed.
        """
        found = findings(check, seen, ruling)
        flags = self._flagging.of_run(check, seen, [finding for _, finding in found])
        self.flags |= flags
        for index, (name, finding) in enumerate(found):
            test = test_result(name, None if index else seen, finding, self._room)
            if flags and not index:
                test = test.model_copy(update={"flags": sorted(flags)})
            self._room -= len(test.stdout) + len(test.stderr) + len(test.message)
            self.tests.append(test)
            self.graded.append(Graded(finding.share, check.weight / len(found), check.group))

    def read(self, source: str, language: str) -> None:
        """Enter what the program's text says."""
        self.flags |= self._flagging.of_source(source, language)

    def all_failed(self, checks: Sequence[Check]) -> None:
        """Enter the tests of a program that does not compile."""
        self.tests = [
            wire.TestResult(name=check.name, verdict=wire.Verdict.COMPILE_ERROR) for check in checks
        ]
        self.graded = [Graded(0.0, check.weight, check.group) for check in checks]


def scored(
    mode: wire.Reward,
    groups: Groups,
    compiled: CompileReport,
    sheet: Sheet,
    run_s: float,
    sandbox: wire.SandboxInfo,
) -> wire.Result:
    """A program's result."""
    return wire.Result(
        id="",
        status="scored",
        reward=reward_of(mode, sheet.graded, groups),
        flags=sorted(sheet.flags),
        passed=sum(test.verdict is wire.Verdict.PASSED for test in sheet.tests),
        total=len(sheet.tests),
        groups=shares_of(sheet.graded, groups),
        compile=wire.CompileResult(
            ok=compiled.ok, message=_clean(compiled.message), wall_s=_rounded(compiled.wall_s)
        ),
        tests=sheet.tests,
        run_s=_rounded(run_s),
        sandbox=sandbox,
    )


def without_code(mode: wire.Reward, total: int) -> wire.Result:
    """The result of a completion that holds no program: scored, nothing passed."""
    return wire.Result(
        id="", status="scored", reward=reward_of_nothing(mode), reason=NO_CODE, total=total
    )


def no_verdict(reason: wire.NoVerdictReason, run_s: float = 0.0, message: str = "") -> wire.Result:
    return wire.Result(
        id="",
        status="no_verdict",
        reward=None,
        reason=reason.value,
        message=_clean(message),
        run_s=_rounded(run_s),
    )


def test_result(name: str, seen: Execution | None, finding: Finding, room: int) -> wire.TestResult:
    """One test, with what was seen of its run. Of long output the head of stdout and the tail
    of stderr are shown, of each at most half of `room`, which is what is left of SHOWN."""
    told = wire.TestResult(
        name=_clean(name, MOST_NAME),
        verdict=finding.verdict,
        score=finding.score,
        message=_clean(finding.message, max(LEAST_MESSAGE, min(CLIP, room))),
    )
    return told if seen is None else told.model_copy(update=_shown(seen, room))


def _shown(seen: Execution, room: int) -> dict[str, object]:
    clip = max(0, min(CLIP, room // 2))
    return {
        "cpu_s": _rounded(seen.cpu_s),
        "wall_s": _rounded(seen.wall_s),
        "memory_mb": round(seen.memory_mb, 1),
        "exit_code": seen.exit_code,
        "signal": seen.signal,
        "refused": list(seen.refused),
        "stdout": seen.stdout[:clip].decode("utf-8", "replace"),
        "stdout_clipped": seen.stdout_clipped or len(seen.stdout) > clip,
        "stderr": seen.stderr[max(0, len(seen.stderr) - clip) :].decode("utf-8", "replace"),
        "stderr_clipped": seen.stderr_clipped or len(seen.stderr) > clip,
    }


def _clean(message: str, most: int = CLIP) -> str:
    """A message that the guest may have had a hand in: bounded, and without lone surrogates."""
    return message[:most].encode("utf-8", "replace").decode()


def _rounded(seconds: float) -> float:
    return round(seconds, 4)
