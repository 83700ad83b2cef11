"""What is said of a step and of an evaluation: the fields of JSON Lines, table and plots."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    step: int = Field(description="steps trained, this one included")


class StepRecord(_Record):
    """One step. Means are over rollouts or tokens of all ranks; seconds are the first rank's."""

    reward: float | None = Field(
        description="mean of what advantages are made from: pass rates, shaped and less penalties"
    )
    pass_rate: float | None = Field(description="mean soft reward of all rollouts with a verdict")
    solved: float | None = Field(description="share of these that passed every test")
    by_source: dict[str, float] = Field(description="the mean soft reward of each source")
    groups: int = Field(description="prompts asked, refills included")
    groups_with_variance: float = Field(
        description="share of the groups whose soft rewards differ: there is something to learn"
    )
    groups_trained: int = Field(description="groups that the step was trained on")
    refills: int = Field(description="times that more was generated in place of other groups")
    rollouts: int = Field(description="rollouts generated")
    no_verdict: float = Field(description="share of rollouts that the service could not judge")
    cut: float = Field(description="share of rollouts cut at the limit of their length")
    flagged: float = Field(description="share of rollouts that the service flags as hacks")
    tokens: float = Field(description="mean length of a completion, in tokens")
    loss: float | None = Field(default=None, description="mean of the optimiser steps' losses")
    entropy: float | None = Field(default=None, description="mean entropy of a token, nats")
    kl: float | None = Field(
        default=None, description="divergence from the policy that sampled, nats a token"
    )
    kl_to_start: float | None = Field(
        default=None, description="divergence of the sampling policy from the first, nats a token"
    )
    clipped_low: float | None = Field(
        default=None, description="share of tokens under the lower bound, advantage negative"
    )
    clipped_high: float | None = Field(
        default=None, description="share of tokens over the upper bound, advantage positive"
    )
    gradient_kept_low: float | None = Field(
        default=None, description="share of the gradient's weight that tokens clipped low have"
    )
    gradient_kept_high: float | None = Field(
        default=None, description="share of the gradient's weight that tokens clipped high have"
    )
    grad_norm: float | None = Field(
        default=None, description="mean norm of the gradient before clipping"
    )
    learning_rate: float | None = Field(default=None, description="learning rate")
    mismatch: float | None = Field(
        default=None,
        description="mean distance of the sampler's log-probability to the trainer's, nats",
    )
    mismatch_rms: float | None = Field(default=None, description="root mean square of the same")
    mismatch_kl: float | None = Field(
        default=None, description="divergence of the trainer's policy from the sampler's, nats"
    )
    importance_capped: float | None = Field(
        default=None, description="share of tokens whose importance weight was cut to the cap"
    )
    step_s: float = Field(description="the whole step")
    generate_s: float = Field(description="generating rollouts, rewards meanwhile included")
    reward_wait_s: float = Field(description="from the last rollout to the last reward")
    score_s: float = Field(default=0.0, description="log-probabilities before training")
    update_s: float = Field(default=0.0, description="forward, backward and optimiser")
    load_s: float = Field(default=0.0, description="giving the engine its new weights")
    reward_wait: float = Field(description="share of the step that waited for rewards")
    generated_per_s: float = Field(description="tokens generated in a second of generating")
    trained_per_s: float | None = Field(
        default=None, description="tokens trained in a second of updating"
    )


class SftRecord(_Record):
    """One optimiser step of supervised fine-tuning; counts are of all ranks."""

    loss: float = Field(description="mean negative log-likelihood of a response's token, nats")
    epoch: float = Field(description="times that the mixture was trained on")
    examples: int = Field(description="examples of the step")
    tokens: int = Field(description="tokens of responses, which the loss is the mean of")
    prompt_tokens: int = Field(description="tokens of prompts, which are not predicted")
    passes: int = Field(description="forward and backward passes: packs of all ranks")
    grad_norm: float = Field(description="norm of the gradient before clipping")
    learning_rate: float = Field(description="learning rate")
    step_s: float = Field(description="the whole step")
    trained_per_s: float = Field(description="tokens trained on in a second, prompts included")


class EvaluationRecord(_Record):
    """Held-out tasks of one source."""

    source: str = Field(description="name of the source")
    rollouts: int = Field(description="rollouts generated")
    pass_rate: float | None = Field(description="mean soft reward of those with a verdict")
    solved: float | None = Field(description="share of these that passed every test")
    no_verdict: float = Field(description="share of rollouts that the service could not judge")
    cut: float | None = Field(description="share of rollouts cut at the limit of their length")
    tokens: float | None = Field(description="mean length of a completion, in tokens")


Trained = StepRecord | SftRecord
"""The record of a step, whatever was trained."""


def numbers(record: Trained | EvaluationRecord) -> dict[str, float]:
    """The numbers of a record by their names; those of sources as `pass_rate/SOURCE`."""
    values = record.model_dump(exclude={"by_source", "source"})
    found = {name: float(value) for name, value in values.items() if value is not None}
    if isinstance(record, StepRecord):
        found |= {f"pass_rate/{source}": rate for source, rate in record.by_source.items()}
    return found
