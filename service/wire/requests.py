"""What a client posts: submissions, alone or in batches."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from service.wire.base import Identifier, Source, Wire
from service.wire.problems import AnyProblem, MathProblem, Problem

ExtractRule = Literal["last_fence"]


class Answer(Wire):
    code: Source | None = None
    completion: Source | None = None
    extract: ExtractRule = "last_fence"
    repetition: Annotated[int, Field(ge=0, le=10_000)] = 0  # each is run anew, past the cache

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
