"""What passed tests are worth: rewards, and groups of tests."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from service.wire.base import Wire


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
