"""Kinds of tests, and the set of them that is uploaded once and then named by its hash."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from service.wire.base import FileName, FloatTolerance, Identifier, Plain, Source, Wire


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
    MBPP: `asserts` is a list of statements, each a test of its own; `setup` runs first, and
    `entry_point`, if given, names a function that the program must define.
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


class TestSet(Wire):
    """Body of `PUT /v1/testsets/{sha256}`.

    The hash is of the JSON text's bytes, as they are before any Content-Encoding.
    """

    tests: Annotated[list[Test], Field(min_length=1)]
