"""The wire format: every JSON object that enters or leaves the API.

Unknown fields are refused (`extra="forbid"`), so a misspelt limit is an error and not a
default. Numbers outside the server's maxima are refused with the field's path.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(min_length=1, max_length=200)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Language(StrEnum):
    PYTHON = "python"
    CPP = "cpp"


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


# --- tests -----------------------------------------------------------------------------


class _Test(Wire):
    name: Annotated[str, Field(max_length=200)] | None = None
    weight: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] = 1.0


class StdioTest(_Test):
    """The program reads `stdin` and must print `stdout` (as `compare` says)."""

    kind: Literal["stdio"] = "stdio"
    stdin: str = ""
    stdout: str


class CallTest(_Test):
    """`function(*args, **kwargs)` must return `expected`; `Solution().method` is allowed."""

    kind: Literal["call"] = "call"
    function: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\(\)\.[A-Za-z_]\w*)?$", max_length=200)]
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    expected: Any


class AssertTest(_Test):
    """Python assertions about the program, in HumanEval's or MBPP's form.

    HumanEval: `check` defines `check(candidate)`, `entry_point` names the candidate.
    MBPP: `asserts` is a list of statements, each a test of its own; `setup` runs first.
    """

    kind: Literal["assert"] = "assert"
    entry_point: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*$", max_length=200)] | None = None
    check: str | None = None
    asserts: Annotated[list[str], Field(min_length=1)] | None = None
    setup: str = ""

    @model_validator(mode="after")
    def _one_form(self) -> AssertTest:
        if (self.check is None) == (self.asserts is None):
            raise ValueError("give exactly one of 'check' and 'asserts'")
        return self


Test = Annotated[StdioTest | CallTest | AssertTest, Field(discriminator="kind")]


# --- problems --------------------------------------------------------------------------


class Limits(Wire):
    """Bounds of one test run. Omitted ones take the server's defaults (`GET /readyz`)."""

    cpu_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    wall_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    memory_mb: Annotated[int, Field(gt=0)] | None = None
    output_kb: Annotated[int, Field(gt=0)] | None = None
    processes: Annotated[int, Field(gt=0)] | None = None
    file_kb: Annotated[int, Field(gt=0)] | None = None


class Compare(Wire):
    """How a stdio test's output is compared."""

    mode: Literal["tokens", "exact", "lines"] = "tokens"


class SoftReward(Wire):
    """The share of weights passed: Klear-Reasoner's soft reward (arXiv 2508.07629)."""

    mode: Literal["soft"] = "soft"


class HardReward(Wire):
    """1 when every test passed, else 0."""

    mode: Literal["hard"] = "hard"


class LinearReward(Wire):
    """The soft reward mapped to [low, high]."""

    mode: Literal["linear"] = "linear"
    low: Annotated[float, Field(allow_inf_nan=False)] = 0.0
    high: Annotated[float, Field(allow_inf_nan=False)] = 1.0


Reward = Annotated[SoftReward | HardReward | LinearReward, Field(discriminator="mode")]


class Problem(Wire):
    """What a program is judged by: tests inline, or by the hash of an uploaded test set."""

    language: Language
    tests: Annotated[list[Test], Field(min_length=1)] | None = None
    tests_ref: Sha256 | None = None
    limits: Limits = Limits()
    compare: Compare = Compare()
    reward: Reward = SoftReward()
    isolation: Literal["separate", "shared"] = "separate"

    @model_validator(mode="after")
    def _one_source(self) -> Problem:
        if (self.tests is None) == (self.tests_ref is None):
            raise ValueError("give exactly one of 'tests' and 'tests_ref'")
        return self


class TestSet(Wire):
    """Body of `PUT /v1/testsets/{sha256}`; the hash is of the body's bytes as sent."""

    tests: Annotated[list[Test], Field(min_length=1)]


# --- requests --------------------------------------------------------------------------

ExtractRule = Literal["last_fence"]


class _Answer(Wire):
    code: str | None = None
    completion: str | None = None
    extract: ExtractRule = "last_fence"

    @model_validator(mode="after")
    def _one_text(self) -> Any:
        if (self.code is None) == (self.completion is None):
            raise ValueError("give exactly one of 'code' and 'completion'")
        return self


class Submission(_Answer):
    id: Identifier
    problem: Identifier


class BatchRequest(Wire):
    problems: Annotated[dict[Identifier, Problem], Field(min_length=1)]
    submissions: Annotated[list[Submission], Field(min_length=1)]
    deadline_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


class ScoreRequest(_Answer):
    problem: Problem
    id: Identifier = "1"
    deadline_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


# --- answers ---------------------------------------------------------------------------


class CompileResult(Wire):
    ok: bool
    message: str = ""
    wall_s: float = 0.0


class TestResult(Wire):
    name: str
    verdict: Verdict
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


class NoVerdictReason(StrEnum):
    """Why a submission has no reward: always our side or the request, never the program."""

    DEADLINE = "deadline"
    CANCELLED = "cancelled"
    SANDBOX_LOST = "sandbox_lost"
    WORKER_LOST = "worker_lost"
    TESTSET_MISSING = "testset_missing"


class SandboxInfo(Wire):
    wall: str  # docker-runc, docker-runsc or bubblewrap
    version: str  # content hash of what runs inside the wall
    isolation: Literal["separate", "shared"] = "separate"


class Result(Wire):
    """The one result that each submission gets."""

    id: str
    status: Literal["scored", "no_verdict"]
    reward: float | None
    reason: str | None = None  # a NoVerdictReason, or "no_code" beside a scored 0
    passed: int = 0
    total: int = 0
    compile: CompileResult | None = None
    tests: list[TestResult] = []
    cached: bool = False
    queue_s: float = 0.0
    run_s: float = 0.0
    sandbox: SandboxInfo | None = None


class BatchCreated(Wire):
    id: str
    submissions: int


class BatchProgress(Wire):
    id: str
    status: Literal["running", "done", "cancelled"]
    submissions: int
    finished: int
    scored: int
    no_verdict: int


class FieldProblem(Wire):
    field: str
    message: str


class ErrorBody(Wire):
    """Body of every 4xx and 5xx: what is wrong, and with which field."""

    error: str  # a short fixed code, such as invalid_request
    message: str
    fields: list[FieldProblem] = []
