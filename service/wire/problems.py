"""Problems: what a program, or an answer to a mathematical question, is judged by."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from service.wire.base import FileName, Identifier, Isolation, Sha256, Source, Wire
from service.wire.comparison import Compare
from service.wire.limits import Limits
from service.wire.scoring import Group, Reward, SoftReward
from service.wire.tests import Test


class Language(StrEnum):
    """What the sandbox's table of languages has. `GET /readyz` says which are installed."""

    PYTHON = "python"
    C = "c"
    CPP = "cpp"  # C++17
    CPP20 = "cpp20"
    JAVA = "java"
    KOTLIN = "kotlin"
    SCALA = "scala"
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
