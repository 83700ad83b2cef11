"""What judging a submission says."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from service.wire.base import Isolation, Wire


class Verdict(StrEnum):
    """What one test says about the program; never about our own faults."""

    PASSED = "passed"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    COMPILE_ERROR = "compile_error"
    NOT_RUN = "not_run"


class Flag(StrEnum):
    """A sign of reward hacking. It has no bearing on verdict and reward; docs/security.md."""

    SYSTEM_CALL = "system_call"
    NETWORK = "network"
    EXITED_EARLY = "exited_early"
    WROTE_DESCRIPTOR = "wrote_descriptor"
    UNSERIALISABLE = "unserialisable"
    SUBCLASS = "subclass"
    VERDICT_MARKER = "verdict_marker"
    CONSTANT_ANSWERS = "constant_answers"
    LEFT_BEHIND = "left_behind"


class CompileResult(Wire):
    ok: bool
    message: str = ""
    wall_s: float = 0.0


class TestResult(Wire):
    name: str
    verdict: Verdict
    score: float | None = None  # share of the test that a checker's points are, 0 to 1
    cpu_s: float = 0.0
    wall_s: float = 0.0
    memory_mb: float = 0.0
    exit_code: int | None = None
    signal: int | None = None
    stdout: str = ""
    stdout_clipped: bool = False
    stderr: str = ""
    stderr_clipped: bool = False
    message: str = ""
    flags: list[Flag] = []  # sorted
    refused: list[str] = []  # system calls that were refused and told of, sorted


class NoVerdictReason(StrEnum):
    """Why a submission has no reward: always our side or the request, never the program."""

    DEADLINE = "deadline"
    CANCELLED = "cancelled"
    SANDBOX_LOST = "sandbox_lost"
    WORKER_LOST = "worker_lost"
    TESTSET_MISSING = "testset_missing"
    LANGUAGE_MISSING = "language_missing"  # the worker that had it is gone
    CHECKER_FAILED = "checker_failed"  # or the interactor did
    VERIFIER_FAILED = "verifier_failed"  # of a math problem: it crashed or took too long


class SandboxInfo(Wire):
    wall: str  # docker-runc, docker-runsc or bubblewrap
    version: str  # content hash of what runs inside the wall
    isolation: Isolation = "separate"


class Result(Wire):
    """The one result that each submission gets."""

    id: str
    status: Literal["scored", "no_verdict"]
    reward: float | None
    reason: str | None = None  # a NoVerdictReason, or "no_code" or "no_answer" beside a scored 0
    message: str = ""  # what a checker that failed said
    flags: list[Flag] = []  # sorted; of the program's text and of all its tests
    passed: int = 0
    total: int = 0
    groups: dict[str, float] = {}  # share of its score that each group reached, 0 to 1
    compile: CompileResult | None = None
    tests: list[TestResult] = []
    cached: bool = False
    queue_s: float = 0.0
    run_s: float = 0.0
    sandbox: SandboxInfo | None = None


class StreamedResult(Result):
    """A line of a batch's result stream. `?cursor=` resumes the stream behind this line."""

    cursor: str
