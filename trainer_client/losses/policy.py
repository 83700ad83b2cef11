"""The one registry of losses, and the one place where their gradients are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from trainer_client.losses.ce_gppo import ce_gppo
from trainer_client.losses.cispo import cispo
from trainer_client.losses.clip_higher import clip_higher
from trainer_client.losses.config import (
    CeGppoConfig,
    CispoConfig,
    ClipHigherConfig,
    GppoConfig,
    GspoConfig,
    LossConfig,
    PpoClipConfig,
    SapoConfig,
)
from trainer_client.losses.gppo import gppo
from trainer_client.losses.gspo import gspo
from trainer_client.losses.inputs import LossInputs, LossOutputs, TokenDiagnostics
from trainer_client.losses.ppo_clip import ppo_clip
from trainer_client.losses.sapo import sapo
from trainer_client.losses.surrogate import Surrogate, TokenRatios, masked

LOSSES: dict[type[Any], Callable[[TokenRatios, Any], Surrogate]] = {
    GppoConfig: gppo,
    PpoClipConfig: ppo_clip,
    ClipHigherConfig: clip_higher,
    CispoConfig: cispo,
    GspoConfig: gspo,
    SapoConfig: sapo,
    CeGppoConfig: ce_gppo,
}


def policy_loss(inputs: LossInputs, config: LossConfig) -> LossOutputs:
    """This micro-batch's part of the step's policy loss.

    Raises ValueError where the step has no valid token at all (`inputs.totals`).
    """
    if inputs.totals.tokens == 0:
        raise ValueError("the step has no valid token, so its loss is no number")
    with torch.no_grad():
        ratios = TokenRatios.of(inputs)
        surrogate = LOSSES[type(config)](ratios, config)
        credit = _credit(inputs, ratios, config.average)
    logprobs = masked(inputs.logprobs, inputs.mask)
    # exp(0): its value is 1 and its gradient is that of log pi, however far off the ratio is.
    unit = torch.exp(logprobs - logprobs.detach())
    objective = surrogate.value + surrogate.factor * (unit - 1)
    return LossOutputs(
        loss=-(credit * objective).sum(),
        tokens=_diagnostics(inputs, ratios, surrogate),
    )


def _credit(inputs: LossInputs, ratios: TokenRatios, average: str) -> Tensor:
    """[B, T]: each token's advantage, times its weight, over its denominator."""
    credit = ratios.advantages
    if inputs.weights is not None:
        credit = credit * masked(inputs.weights.detach(), inputs.mask)
    if average == "rollouts":
        lengths = inputs.mask.sum(dim=-1, keepdim=True).clamp(min=1)
        return credit / (lengths * inputs.totals.rollouts)
    return credit / inputs.totals.tokens


def _diagnostics(inputs: LossInputs, ratios: TokenRatios, surrogate: Surrogate) -> TokenDiagnostics:
    entropy = inputs.entropy
    return TokenDiagnostics(
        log_ratio=ratios.log_ratio,
        clipped_low=surrogate.clipped_low & inputs.mask,
        clipped_high=surrogate.clipped_high & inputs.mask,
        gradient=(surrogate.factor * ratios.advantages).abs(),
        entropy=None if entropy is None else masked(entropy.detach(), inputs.mask),
    )
