"""How weights are updated."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer_client.config_base import Config


class AdamWConfig(Config):
    """AdamW, its schedule, and how much goes through the model at a time."""

    learning_rate: float = Field(gt=0, description="learning rate after the warm-up")
    beta1: float = Field(default=0.9, ge=0, lt=1, description="decay of the first moment")
    beta2: float = Field(default=0.999, ge=0, lt=1, description="decay of the second moment")
    epsilon: float = Field(default=1e-8, gt=0, description="AdamW's epsilon")
    weight_decay: float = Field(default=0.0, ge=0, description="decoupled weight decay")
    warmup_steps: int = Field(
        default=0, ge=0, description="steps in which the learning rate grows from 0"
    )
    schedule: Literal["constant", "cosine"] = Field(
        default="constant", description="what becomes of the learning rate after the warm-up"
    )
    final_share: float = Field(
        default=0.0, ge=0, le=1, description="share of the learning rate at the end of a cosine"
    )
    max_grad_norm: float = Field(default=1.0, gt=0, description="gradients are clipped to this")
    micro_batch_tokens: int = Field(
        default=16384,
        gt=0,
        description="most tokens, padding included, of one forward and backward pass; a longer "
        "rollout or example has one of its own",
    )


class OptimiserConfig(AdamWConfig):
    """The same, and how a step's rollouts are split."""

    mini_batches: int = Field(
        default=1, gt=0, description="optimiser steps that a step's rollouts are split into"
    )
    passes: int = Field(default=1, gt=0, description="times that a step's rollouts are used")
