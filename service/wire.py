"""The wire format: every JSON object that enters or leaves the API.

Unknown fields are refused (`extra="forbid"`), so a misspelt limit is an error and not a
default. Numbers outside the server's maxima are refused with the field's path.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

MAX_DEPTH = 100  # of nested lists and objects in a call's arguments and expected value


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


def _shallow(value: Any) -> Any:
    level, depth = [value], 0
    while level := [each for each in level if type(each) in (list, dict)]:
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError(f"is nested deeper than {MAX_DEPTH} levels")
        level = [item for each in level for item in _members(each)]
    return value


def _members(container: Any) -> Iterable[Any]:
    return container.values() if type(container) is dict else container


Source = Annotated[str, AfterValidator(_without_nul)]  # program text
Plain = Annotated[Any, AfterValidator(_shallow)]  # a JSON value
Identifier = Annotated[str, Field(min_length=1, max_length=200)]
FileName = Annotated[str, Field(pattern=r"^[\w][\w.-]*(/[\w][\w.-]*)*$", max_length=200)]
FloatTolerance = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Isolation = Literal["separate", "shared"]  # does a check share a process with the program?
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Wire(BaseModel):
    # NaN and infinities, which Python's JSON writes as such, stay what they are.
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="constants")


class Language(StrEnum):
    """What the sandbox's table of languages has. `GET /readyz` says which are installed."""

    PYTHON = "python"
    C = "c"
    CPP = "cpp"  # C++17
    CPP20 = "cpp20"
    JAVA = "java"
    JAVASCRIPT = "javascript"
    TYPESCRIPT = "typescript"
    GO = "go"
    RUST = "rust"
    BASH = "bash"
    RUBY = "ruby"
    PERL = "perl"
    PHP = "php"
    CSHARP = "csharp"
    LUA = "lua"
    HASKELL = "haskell"
    OCAML = "ocaml"
    R = "r"


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
    group: Identifier | None = None  # one of the problem's `groups`


class StdioTest(_Test):
    """The program reads `stdin` and must print `stdout` (as `compare` says).

    `accept` has further outputs that are as good.
    """

    kind: Literal["stdio"] = "stdio"
    stdin: str = ""
    stdout: str
    accept: Annotated[list[str], Field(max_length=100)] = []


class CallTest(_Test):
    """`function(*args, **kwargs)` must return `expected`; `Solution().method` is allowed.

    A returned tuple counts as a list unless `tuples_as_lists` is false. With a tolerance, floats
    may differ by it: absolute, or relative to the expected value. It is for floats only.
    """

    kind: Literal["call"] = "call"
    function: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\(\)\.[A-Za-z_]\w*)?$", max_length=200)]
    args: list[Plain] = []
    kwargs: dict[str, Plain] = {}
    expected: Plain
    tuples_as_lists: bool = True
    float_absolute_tolerance: FloatTolerance | None = None
    float_relative_tolerance: FloatTolerance | None = None


class AssertTest(_Test):
    """Python assertions about the program, in HumanEval's or MBPP's form.

    HumanEval: `check` defines `check(candidate)`, `entry_point` names the candidate.
    MBPP: `asserts` is a list of statements, each a test of its own; `setup` runs first.
    """

    kind: Literal["assert"] = "assert"
    entry_point: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*$", max_length=200)] | None = None
    check: Source | None = None
    asserts: Annotated[list[Source], Field(min_length=1)] | None = None
    setup: Source = ""

    @model_validator(mode="after")
    def _one_form(self) -> AssertTest:
        if (self.check is None) == (self.asserts is None):
            raise ValueError("give exactly one of 'check' and 'asserts'")
        return self


class PytestTest(_Test):
    """pytest or unittest files that import the program as `module`.

    Each collected test is judged by itself, and they share the weight. Skipped ones do not
    count.
    """

    kind: Literal["pytest"] = "pytest"
    module: Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$", max_length=200)]
    files: Annotated[dict[FileName, Source], Field(min_length=1)]


Test = Annotated[StdioTest | CallTest | AssertTest | PytestTest, Field(discriminator="kind")]


# --- problems --------------------------------------------------------------------------


class Limits(Wire):
    """Bounds of one test run. Omitted ones take the server's defaults (`GET /readyz`)."""

    cpu_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    wall_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    memory_mb: Annotated[int, Field(gt=0)] | None = None
    output_kb: Annotated[int, Field(gt=0)] | None = None
    processes: Annotated[int, Field(gt=0)] | None = None
    file_kb: Annotated[int, Field(gt=0)] | None = None


class LimitSet(Wire):
    """A full set of limits: those of a problem after admission, the defaults, the maxima."""

    cpu_s: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    wall_s: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    memory_mb: Annotated[int, Field(gt=0)]
    output_kb: Annotated[int, Field(gt=0)]
    processes: Annotated[int, Field(gt=0)]
    file_kb: Annotated[int, Field(gt=0)]


class Compare(Wire):
    """How a stdio test's output is compared (docs/comparison.md).

    The first three modes are this service's own; the others accept what the judges do that
    they are named for. Options that a mode does not have are refused.
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
    ignore_case: bool = False  # of ASCII letters
    collapse_blanks: bool = False  # inside lines
    unordered_lines: bool = False
    float_absolute_tolerance: FloatTolerance | None = None
    float_relative_tolerance: FloatTolerance | None = None
    float_tolerance: FloatTolerance | None = None  # both of them
    case_sensitive: bool = False
    space_change_sensitive: bool = False

    @model_validator(mode="after")
    def _options_of_the_mode(self) -> Compare:
        tolerances = {"float_absolute_tolerance", "float_relative_tolerance", "float_tolerance"}
        options = {
            "tokens": {"ignore_case"} | tolerances,
            "exact": {"ignore_case"},
            "lines": {"ignore_case", "collapse_blanks", "unordered_lines"} | tolerances,
            "kattis": {"case_sensitive", "space_change_sensitive"} | tolerances,
        }
        # An option at its default is as good as absent: clients may write all of them.
        given = self.model_dump(exclude_defaults=True, exclude={"mode"}).keys()
        if unknown := given - options.get(self.mode, set()):
            raise ValueError(f"mode {self.mode!r} has no {', '.join(sorted(unknown))}")
        if "float_tolerance" in given and len(given & tolerances) > 1:
            raise ValueError("float_tolerance stands for both tolerances; give it alone")
        if self.unordered_lines and given & tolerances:
            raise ValueError("unordered_lines cannot be combined with a tolerance")
        return self


class SoftReward(Wire):
    """The share of weights passed: Klear-Reasoner's soft reward (arXiv 2508.07629)."""

    mode: Literal["soft"] = "soft"


class HardReward(Wire):
    """1 when every test passed, else 0."""

    mode: Literal["hard"] = "hard"


class LinearReward(Wire):
    """The soft reward mapped to [low, high]."""

    mode: Literal["linear"] = "linear"
    low: Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)] = 0.0
    high: Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)] = 1.0


Reward = Annotated[SoftReward | HardReward | LinearReward, Field(discriminator="mode")]


class Group(Wire):
    """Tests that are scored together, as a subtask of IOI or a test data group of Kattis.

    With groups, the soft reward is the score that they reach, out of the sum of their scores.
    A group reaches the smallest share of score of its tests (`min`: all or nothing, unless a
    checker gives points), or the share of its tests' weights (`sum`).
    """

    score: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] = 1.0
    rule: Literal["min", "sum"] = "min"


class _JudgeProgram(Wire):
    """A program of the problem's authors that judges in place of `compare`.

    `files` are what a C or C++ source includes, such as `testlib.h`. `args` come behind the
    protocol's own. `full_score` is the points that make a whole test, where it gives points.
    """

    language: Language
    source: Source
    files: dict[FileName, Source] = {}
    args: list[Source] = []
    full_score: Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)] = 1.0


class Checker(_JudgeProgram):
    """Judges the output of stdio tests, in a sandbox of its own."""

    protocol: Literal["testlib", "kattis", "prints"]


class Interactor(_JudgeProgram):
    """Talks with the program, by standard input and output, and then judges.

    A stdio test's `stdin` and `stdout` are the interactor's input and answer.
    """

    protocol: Literal["testlib", "kattis"]


class Problem(Wire):
    """What a program is judged by: tests inline, or by the hash of an uploaded test set."""

    language: Language
    tests: Annotated[list[Test], Field(min_length=1)] | None = None
    tests_ref: Sha256 | None = None
    limits: Limits = Limits()
    compare: Compare = Compare()
    checker: Checker | None = None
    interactor: Interactor | None = None
    groups: dict[Identifier, Group] = {}
    reward: Reward = SoftReward()
    isolation: Isolation = "separate"

    @model_validator(mode="after")
    def _one_source(self) -> Problem:
        if (self.tests is None) == (self.tests_ref is None):
            raise ValueError("give exactly one of 'tests' and 'tests_ref'")
        return self

    @model_validator(mode="after")
    def _one_judge(self) -> Problem:
        if self.checker is not None and self.interactor is not None:
            raise ValueError("give at most one of 'checker' and 'interactor'")
        return self

    @model_validator(mode="after")
    def _some_score(self) -> Problem:
        if self.groups and not any(group.score for group in self.groups.values()):
            raise ValueError("one of 'groups' must have a score above 0")
        return self


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank")
    return text


GoldAnswer = Annotated[Source, Field(max_length=5000), AfterValidator(_not_blank)]


class MathProblem(Wire):
    """A problem whose answer is a mathematical expression, equal to any of `answers` (LaTeX)."""

    kind: Literal["math"] = "math"
    answers: Annotated[list[GoldAnswer], Field(min_length=1, max_length=100)]
    reward: Reward = SoftReward()


def _problem_tag(problem: Any) -> str:
    kind = problem.get("kind") if isinstance(problem, dict) else getattr(problem, "kind", None)
    return "math" if kind == "math" else "code"


AnyProblem = Annotated[
    Annotated[Problem, Tag("code")] | Annotated[MathProblem, Tag("math")],
    Discriminator(_problem_tag),
]


class TestSet(Wire):
    """Body of `PUT /v1/testsets/{sha256}`.

    The hash is of the JSON text's bytes, as they are before any Content-Encoding.
    """

    tests: Annotated[list[Test], Field(min_length=1)]


# --- requests --------------------------------------------------------------------------

ExtractRule = Literal["last_fence"]


class Answer(Wire):
    code: Source | None = None
    completion: Source | None = None
    extract: ExtractRule = "last_fence"

    @model_validator(mode="after")
    def _one_text(self) -> Any:
        if (self.code is None) == (self.completion is None):
            raise ValueError("give exactly one of 'code' and 'completion'")
        return self


class Submission(Answer):
    id: Identifier
    problem: Identifier


class BatchRequest(Wire):
    problems: Annotated[dict[Identifier, AnyProblem], Field(min_length=1)]
    submissions: Annotated[list[Submission], Field(min_length=1)]
    deadline_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


class ScoreRequest(Answer):
    problem: Problem
    id: Identifier = "1"
    deadline_s: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


class MathRequest(Wire):
    """The answer is the last `\\boxed{...}` of the completion, or else its last expression."""

    problem: MathProblem
    completion: Source
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


class WorkerInfo(Wire):
    """A live worker, as it speaks of itself."""

    name: str
    host: str
    pid: int
    wall: str
    version: str  # content hash of what runs inside the wall
    languages: list[str] = []  # installed behind its wall


class Readiness(Wire):
    """Body of `GET /readyz` when submissions can be judged: Redis answers, a worker lives."""

    workers: Annotated[list[WorkerInfo], Field(min_length=1)]
    backlog: int  # test runs admitted and not finished
    sandbox: str  # version that the API admits for; workers should have the same
    default_limits: LimitSet
    max_limits: LimitSet


class FieldProblem(Wire):
    field: str
    message: str


class ErrorBody(Wire):
    """Body of every 4xx and 5xx: what is wrong, and with which field."""

    error: str  # a short fixed code, such as invalid_request
    message: str
    fields: list[FieldProblem] = []
