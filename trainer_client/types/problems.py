"""Problems, and the programs and answers that are judged by them."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from trainer_client.types.base import Sent, encode
from trainer_client.types.judging import (
    Checker,
    Compare,
    Group,
    Interactor,
    Limits,
    Reward,
    SoftReward,
)
from trainer_client.types.tests import Test


class Problem(Sent):
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


class MathProblem(Sent):
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


class Answer(Sent):
    """One program to judge: the `code` itself, or a model's whole `completion`.

    The service answers what it has judged before from its cache. Another `repetition` of the
    same program is run anew, and has a place of its own in the cache.
    """

    id: str
    code: str | None = None
    completion: str | None = None
    extract: Literal["last_fence"] = "last_fence"
    repetition: int = 0

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if (self.code is None) == (self.completion is None):
            raise ValueError("give exactly one of 'code' and 'completion'")
        return self


class Submission(Answer):
    """An answer to one of a batch's problems, which `problem` names."""

    problem: str
