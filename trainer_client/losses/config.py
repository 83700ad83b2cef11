"""Which loss, and with what constants. No torch here: a configuration is read without it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer_client.config_base import Config

Epsilon = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Average = Literal["tokens", "rollouts"]
AVERAGE = (
    "what the step's loss is a mean of: all its valid tokens, or its rollouts, each of which "
    "counts by the mean of its tokens"
)


class _PolicyLoss(Config):
    average: Average = Field(default="tokens", description=AVERAGE)


class PpoClipConfig(_PolicyLoss):
    """Clipped PPO on group-relative advantages (GRPO)."""

    name: Literal["ppo_clip"] = "ppo_clip"
    epsilon: Epsilon = Field(default=0.2, description="ratios beyond 1 -/+ epsilon are clipped")
    dual_clip: Annotated[float, Field(gt=1)] | None = Field(
        default=None, description="bound on the ratio of tokens with a negative advantage"
    )


class _TwoSided(_PolicyLoss):
    epsilon_low: Epsilon = Field(default=0.2, description="ratios under 1 - epsilon_low")
    epsilon_high: Positive = Field(default=0.28, description="ratios over 1 + epsilon_high")
    dual_clip: Annotated[float, Field(gt=1)] | None = Field(
        default=None, description="bound on the ratio of tokens with a negative advantage"
    )


class ClipHigherConfig(_TwoSided):
    """Clipped PPO with a wider upper side (DAPO)."""

    name: Literal["clip_higher"] = "clip_higher"


class GppoConfig(_TwoSided):
    """Clipped PPO whose clipped tokens keep a bounded gradient (GPPO)."""

    name: Literal["gppo"] = "gppo"
    beta_low: NotNegative = Field(
        default=1.0, description="share of the bound 1 - epsilon_low kept as gradient"
    )
    beta_high: NotNegative = Field(
        default=1.0, description="share of the bound 1 + epsilon_high kept as gradient"
    )


class CeGppoConfig(_TwoSided):
    """GPPO with a gentler low side, which steers entropy (CE-GPPO)."""

    name: Literal["ce_gppo"] = "ce_gppo"
    epsilon_high: Positive = Field(default=0.2, description="ratios over 1 + epsilon_high")
    beta_low: NotNegative = Field(
        default=0.75, description="share of the bound 1 - epsilon_low kept as gradient"
    )
    beta_high: NotNegative = Field(
        default=1.0, description="share of the bound 1 + epsilon_high kept as gradient"
    )


class CispoConfig(_PolicyLoss):
    """Policy gradient weighted by a clipped importance ratio without gradient (CISPO)."""

    name: Literal["cispo"] = "cispo"
    epsilon_low: Epsilon | None = Field(
        default=None, description="weights are at least 1 - epsilon_low; None: no lower bound"
    )
    epsilon_high: Positive = Field(default=4.0, description="weights are at most 1 + epsilon_high")


class GspoConfig(_PolicyLoss):
    """Clipped PPO on the ratio of whole sequences (GSPO)."""

    name: Literal["gspo"] = "gspo"
    average: Average = Field(default="rollouts", description=AVERAGE)
    epsilon_low: Epsilon = Field(default=3e-4, description="ratios under 1 - epsilon_low")
    epsilon_high: Positive = Field(default=4e-4, description="ratios over 1 + epsilon_high")


class SapoConfig(_PolicyLoss):
    """A smooth gate in the place of the clip (SAPO)."""

    name: Literal["sapo"] = "sapo"
    average: Average = Field(default="rollouts", description=AVERAGE)
    tau_positive: Positive = Field(
        default=1.0, description="steepness of the gate of tokens with a positive advantage"
    )
    tau_negative: Positive = Field(
        default=1.05, description="steepness of the gate of all other tokens"
    )


LossConfig = Annotated[
    GppoConfig
    | PpoClipConfig
    | ClipHigherConfig
    | CispoConfig
    | GspoConfig
    | SapoConfig
    | CeGppoConfig,
    Field(discriminator="name"),
]


class ObjectiveConfig(Config):
    """What one step minimises: a policy loss plus `nll_coefficient` times an NLL."""

    policy: LossConfig = Field(default=GppoConfig(), description="the policy loss")
    nll_coefficient: NotNegative = Field(
        default=0.1,
        description="weight of the mean negative log-likelihood of the tokens of rollouts that "
        "passed every test",
    )
