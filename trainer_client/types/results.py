"""What the service answers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from trainer_client.types.base import Received


class Verdict(StrEnum):
    """What one test says about the program."""

    PASSED = "passed"
    WRONG_ANSWER = "wrong_answer"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    COMPILE_ERROR = "compile_error"
    NOT_RUN = "not_run"


class Reason(StrEnum):
    """Why a result has no reward (or, for `NO_CODE` and `NO_ANSWER`, why it is a scored 0)."""

    DEADLINE = "deadline"
    CANCELLED = "cancelled"
    SANDBOX_LOST = "sandbox_lost"
    WORKER_LOST = "worker_lost"
    TESTSET_MISSING = "testset_missing"
    LANGUAGE_MISSING = "language_missing"
    CHECKER_FAILED = "checker_failed"
    VERIFIER_FAILED = "verifier_failed"
    NO_CODE = "no_code"
    NO_ANSWER = "no_answer"


class Flag(StrEnum):
    """A sign of reward hacking (docs/security.md). Neither verdict nor reward depend on it."""

    SYSTEM_CALL = "system_call"
    NETWORK = "network"
    EXITED_EARLY = "exited_early"
    WROTE_DESCRIPTOR = "wrote_descriptor"
    UNSERIALISABLE = "unserialisable"
    SUBCLASS = "subclass"
    VERDICT_MARKER = "verdict_marker"
    CONSTANT_ANSWERS = "constant_answers"
    LEFT_BEHIND = "left_behind"


class CompileResult(Received):
    """Outcome of compiling or parsing the program, once a submission."""

    ok: bool
    message: str = ""
    wall_s: float = 0.0


Flags = list[Annotated[Flag | str, Field(union_mode="left_to_right")]]


class TestResult(Received):
    """One test's verdict and what was seen: seconds, MiB, clipped output."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    name: str
    verdict: Annotated[Verdict | str, Field(union_mode="left_to_right")]
    score: float | None = None
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
    flags: Flags = []
    refused: list[str] = []  # system calls that were refused and told of


class SandboxInfo(Received):
    """What the program ran in."""

    wall: str
    version: str
    isolation: str = "separate"


class Result(Received):
    """The one result of a submission.

    `reward` None means "no verdict": the service failed or the deadline passed, and
    `reason` says which. Leave such a rollout out of its group's mean and deviation; it is
    no evidence about the program.
    """

    id: str
    status: str
    reward: float | None
    reason: Annotated[Reason | str | None, Field(union_mode="left_to_right")] = None
    message: str = ""
    flags: Flags = []  # of the program's text and of all its tests
    passed: int = 0
    total: int = 0
    groups: dict[str, float] = {}
    compile: CompileResult | None = None
    tests: list[TestResult] = []
    cached: bool = False
    queue_s: float = 0.0
    run_s: float = 0.0
    sandbox: SandboxInfo | None = None


class BatchCreated(Received):
    """The service's acknowledgement of a batch."""

    id: str


class BatchProgress(Received):
    """How far a batch is; the counts are of submissions."""

    id: str
    status: str
    submissions: int
    finished: int
