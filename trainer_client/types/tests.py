"""Kinds of tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from trainer_client.types.base import Sent


class _Test(Sent):
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
    """Python assertions: HumanEval's `check(candidate)`, or MBPP's list of statements.

    `entry_point` names the function under test, which the program must define.
    """

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
