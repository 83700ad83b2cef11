"""What goes to the service and what comes back.

Requests are strict, so that a misspelt limit fails here and not as a default there. Answers
are tolerant: a newer service may add fields and enumeration values, and an older client
still reads the rest.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator


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


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Received(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


# --- tests -----------------------------------------------------------------------------


class _Test(_Sent):
    name: str | None = None
    weight: float = 1.0
    group: str | None = None


class StdioTest(_Test):
    """The program reads `stdin` and must print `stdout`, or one of `accept`."""

    kind: Literal["stdio"] = "stdio"
    stdin: str = ""
    stdout: str
    accept: list[str] = []


class CallTest(_Test):
    """`function(*args, **kwargs)` must return `expected`; `Solution().method` is allowed.

    A returned tuple counts as a list unless `tuples_as_lists` is false; floats may differ by a
    tolerance where one is given.
    """

    kind: Literal["call"] = "call"
    function: str
    args: list[JsonValue] = []
    kwargs: dict[str, JsonValue] = {}
    expected: JsonValue
    tuples_as_lists: bool = True
    float_absolute_tolerance: float | None = None
    float_relative_tolerance: float | None = None


class AssertTest(_Test):
    """Python assertions: HumanEval's `check(candidate)`, or MBPP's list of statements."""

    kind: Literal["assert"] = "assert"
    entry_point: str | None = None
    check: str | None = None
    asserts: list[str] | None = None
    setup: str = ""


class PytestTest(_Test):
    """pytest or unittest files, by name, that import the program as `module`."""

    kind: Literal["pytest"] = "pytest"
    module: str
    files: dict[str, str]


Test = Annotated[StdioTest | CallTest | AssertTest | PytestTest, Field(discriminator="kind")]


# --- problems --------------------------------------------------------------------------


class Limits(_Sent):
    """Bounds of one test run; an omitted one takes the service's default."""

    cpu_s: float | None = None
    wall_s: float | None = None
    memory_mb: int | None = None
    output_kb: int | None = None
    processes: int | None = None
    file_kb: int | None = None


class Compare(_Sent):
    """How a stdio test's output is compared: docs/comparison.md has the modes and options.

    The service refuses options that the mode does not have.
    """

    mode: Literal[
        "tokens",
        "exact",
        "lines",
        "livecodebench",
        "apps",
        "taco",
        "code_contests",
        "kattis",
        "sandboxfusion",
        "klear",
    ] = "tokens"
    ignore_case: bool = False
    collapse_blanks: bool = False
    unordered_lines: bool = False
    float_absolute_tolerance: float | None = None
    float_relative_tolerance: float | None = None
    float_tolerance: float | None = None
    case_sensitive: bool = False
    space_change_sensitive: bool = False


class SoftReward(_Sent):
    """The share of weights passed."""

    mode: Literal["soft"] = "soft"


class HardReward(_Sent):
    """1 when every test passed, else 0."""

    mode: Literal["hard"] = "hard"


class LinearReward(_Sent):
    """The soft reward mapped to [low, high]."""

    mode: Literal["linear"] = "linear"
    low: float = 0.0
    high: float = 1.0


Reward = Annotated[SoftReward | HardReward | LinearReward, Field(discriminator="mode")]


class Group(_Sent):
    """Tests that are scored together; `min` is all or nothing, `sum` the share of weights."""

    score: float = 1.0
    rule: Literal["min", "sum"] = "min"


class _JudgeProgram(_Sent):
    """A program that judges; `files` are what a C or C++ source includes."""

    language: str
    source: str
    files: dict[str, str] = {}
    args: list[str] = []
    full_score: float = 1.0


class Checker(_JudgeProgram):
    """Judges the output of stdio tests."""

    protocol: Literal["testlib", "kattis", "prints"]


class Interactor(_JudgeProgram):
    """Talks with the program and judges. `stdin` and `stdout` of a test are its files."""

    protocol: Literal["testlib", "kattis"]


class Problem(_Sent):
    """What a program is judged by.

    Give `tests`, which the client uploads once and then names by hash, or the `tests_ref`
    of a test set that the service already has. Keep one `Problem` for all rollouts of a
    problem: the hash is worked out once an object.
    """

    language: str
    tests: Annotated[list[Test], Field(min_length=1)] | None = None
    tests_ref: str | None = None
    limits: Limits = Limits()
    compare: Compare = Compare()
    checker: Checker | None = None
    interactor: Interactor | None = None
    groups: dict[str, Group] = {}
    reward: Reward = SoftReward()
    isolation: Literal["separate", "shared"] = "separate"

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.tests is None) == (self.tests_ref is None):
            raise ValueError("give exactly one of 'tests' and 'tests_ref'")
        return self

    @cached_property
    def test_set_sha256(self) -> str:
        """The hash that the service knows this problem's tests by, 64 hexadecimal digits."""
        return self.tests_ref or hashlib.sha256(self.test_set_body()).hexdigest()

    def test_set_body(self) -> bytes:
        """The test set as it is uploaded: the bytes that the hash is taken of."""
        return encode({"tests": [each.model_dump() for each in self.tests or []]})

    def payload(self) -> dict[str, Any]:
        """The problem as it is sent, its tests by hash."""
        sent = self.model_dump(exclude={"tests"})
        sent["limits"] = self.limits.model_dump(exclude_none=True)
        sent["tests_ref"] = self.test_set_sha256
        return sent


class MathProblem(_Sent):
    """A problem whose answer is a mathematical expression, equal to any of `answers` (LaTeX).

    Its submissions give a `completion`: the answer is the last `\\boxed{...}` behind the
    thinking, or else the last expression there.
    """

    kind: Literal["math"] = "math"
    answers: Annotated[list[str], Field(min_length=1)]
    reward: Reward = SoftReward()

    def payload(self) -> dict[str, Any]:
        """The problem as it is sent."""
        return self.model_dump()


AnyProblem = Problem | MathProblem


class Answer(_Sent):
    """One program to judge: the `code` itself, or a model's whole `completion`."""

    id: str
    code: str | None = None
    completion: str | None = None
    extract: Literal["last_fence"] = "last_fence"

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if (self.code is None) == (self.completion is None):
            raise ValueError("give exactly one of 'code' and 'completion'")
        return self


class Submission(Answer):
    """An answer to one of a batch's problems, which `problem` names."""

    problem: str


def encode(value: object) -> bytes:
    """JSON without blanks. NaN and infinities are written by these names, as the service knows."""
    return json.dumps(value, separators=(",", ":")).encode()


# --- results ---------------------------------------------------------------------------


class CompileResult(_Received):
    """Outcome of compiling or parsing the program, once a submission."""

    ok: bool
    message: str = ""
    wall_s: float = 0.0


class TestResult(_Received):
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


class SandboxInfo(_Received):
    """What the program ran in."""

    wall: str
    version: str
    isolation: str = "separate"


class Result(_Received):
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
    passed: int = 0
    total: int = 0
    groups: dict[str, float] = {}
    compile: CompileResult | None = None
    tests: list[TestResult] = []
    cached: bool = False
    queue_s: float = 0.0
    run_s: float = 0.0
    sandbox: SandboxInfo | None = None


class BatchCreated(_Received):
    """The service's acknowledgement of a batch."""

    id: str


class BatchProgress(_Received):
    """How far a batch is; the counts are of submissions."""

    id: str
    status: str
    submissions: int
    finished: int
