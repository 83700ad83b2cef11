"""What an evaluation is told, and what is recorded of it beside its results."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import AnswerForm


class SetSettings(BaseModel):
    """One set of problems."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: str = Field(description="form of its rows, or math")
    path: Path
    name: str = Field(description="what results call it")


class EvalSettings(BaseModel):
    """One evaluation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sets: list[SetSettings]  # whose names differ
    candidates: str = Field(description="what is evaluated, in words")
    answer: AnswerForm = Field(description="how code is asked for: a chat's answer, or text")
    samples: int = Field(gt=0, description="answers to a problem: the k of avg@k")
    sampling: Sampling
    seed: int
    first: int | None = Field(default=None, description="problems of a set; all unless given")
    since: date | None = Field(default=None, description="first day of contests that count")
    until: date | None = Field(default=None, description="last day of contests that count")
    cpu_s: float | None = Field(default=None, description="CPU limit of a test, seconds")
