"""The whole of the configuration of `softjudge sft`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from trainer_client.config.tasks import AnswerForm, Asked, ListOperationsSentences
from trainer_client.config.training import TrainingConfig, check_names
from trainer_client.config_base import Config

WrongAnswers = Literal["correct_only", "keep_wrong_on_hard", "mixed"]


class _Source(Config):
    name: str = Field(description="name of the source")


class FileSource(_Source, Asked):
    """Rows with a prompt, a response, and what the response is judged by (docs/sft.md)."""

    kind: Literal["file"]
    form: AnswerForm = Field(
        default="completion",
        description="the answer is found in the response, or is the response itself",
    )


class ListOperationsSource(_Source, ListOperationsSentences):
    """Sentences that describe list operations, with programs that may be wrong."""

    kind: Literal["list_operations"]
    answers: int = Field(default=1, gt=0, description="programs for each sentence")
    step_errors: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="probability of each step of a program to be another than was asked for",
    )


SourceConfig = Annotated[FileSource | ListOperationsSource, Field(discriminator="kind")]


class QualityConfig(Config):
    """How the quality of sources is measured."""

    examples: int | None = Field(
        default=None,
        gt=0,
        description="examples of each source that are judged to rank it; all unless said",
    )
    file: str | None = Field(
        default=None,
        description="JSON Lines where pass rates are kept, to share them among runs; in the "
        "run's directory unless said",
    )


class MixtureConfig(Config):
    """What is trained on: how many sources, how much of them, and which answers."""

    top: int | None = Field(
        default=None, gt=0, description="sources taken, the best first; all unless said"
    )
    examples: int | None = Field(default=None, gt=0, description="examples of the mixture")
    tokens: int | None = Field(
        default=None, gt=0, description="tokens of the mixture's responses, at most"
    )
    wrong_answers: WrongAnswers = Field(
        default="correct_only",
        description="train on correct answers, on wrong ones to hard problems too, or on all",
    )
    hard_below: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="a problem is hard if the share of its answers that are correct is below this",
    )
    max_tokens: int = Field(
        default=36864, gt=0, description="examples longer than this, prompt included, are left out"
    )

    @model_validator(mode="after")
    def _one_budget(self) -> MixtureConfig:
        if self.examples is not None and self.tokens is not None:
            raise ValueError("give examples or tokens, not both")
        return self


class SftConfig(TrainingConfig):
    """One run of supervised fine-tuning."""

    steps: int = Field(gt=0, description="optimiser steps")
    batch: int = Field(gt=0, description="examples of a step")
    sources: list[SourceConfig] = Field(min_length=1, description="sources of examples")
    quality: QualityConfig = Field(
        default=QualityConfig(), description="how the quality of sources is measured"
    )
    mixture: MixtureConfig = Field(default=MixtureConfig(), description="what is trained on")

    @model_validator(mode="after")
    def _source_names_differ(self) -> SftConfig:
        check_names("sources", [each.name for each in self.sources])
        return self
