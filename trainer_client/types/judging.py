"""How outputs are judged, and what passed tests are worth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer_client.types.base import Sent


class Limits(Sent):
    """Bounds of one test run; an omitted one takes the service's default."""

    cpu_s: float | None = None
    wall_s: float | None = None
    memory_mb: int | None = None
    output_kb: int | None = None
    processes: int | None = None
    file_kb: int | None = None


class Compare(Sent):
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
        "prime",
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


class SoftReward(Sent):
    """The share of weights passed."""

    mode: Literal["soft"] = "soft"


class HardReward(Sent):
    """1 when every test passed, else 0."""

    mode: Literal["hard"] = "hard"


class LinearReward(Sent):
    """The soft reward mapped to [low, high]."""

    mode: Literal["linear"] = "linear"
    low: float = 0.0
    high: float = 1.0


Reward = Annotated[SoftReward | HardReward | LinearReward, Field(discriminator="mode")]


class Group(Sent):
    """Tests that are scored together; `min` is all or nothing, `sum` the share of weights."""

    score: float = 1.0
    rule: Literal["min", "sum"] = "min"


class _JudgeProgram(Sent):
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
