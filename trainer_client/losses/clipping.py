"""The pessimistic clip of PPO, which several losses share.

PPO (arXiv 1707.06347, eq. 7) maximises min(d * A, clip(d, 1 - e_low, 1 + e_high) * A). The dual
clip (arXiv 1912.09729, eq. 5) bounds that from below by c * A where A < 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from trainer_client.losses.surrogate import Surrogate


@dataclass(frozen=True, slots=True)
class Clip:
    """[B, T] each. The objective's value is `value * A`; where no mask is True it is d * A."""

    value: Tensor
    low: Tensor
    """bool: d < 1 - e_low and A < 0."""
    high: Tensor
    """bool: d > 1 + e_high and A > 0."""
    dual: Tensor
    """bool: d > c and A < 0."""


def clip_ratio(
    ratio: Tensor,
    advantages: Tensor,
    epsilon_low: float,
    epsilon_high: float,
    dual_clip: float | None = None,
) -> Clip:
    """Which bound, if any, holds for each token. A zero advantage is never clipped."""
    low = (ratio < 1 - epsilon_low) & (advantages < 0)
    high = (ratio > 1 + epsilon_high) & (advantages > 0)
    value = torch.where(low, 1 - epsilon_low, ratio)
    value = torch.where(high, 1 + epsilon_high, value)
    if dual_clip is None:
        return Clip(value, low, high, dual=torch.zeros_like(low))
    dual = (ratio > dual_clip) & (advantages < 0)
    return Clip(torch.where(dual, dual_clip, value), low, high, dual)


def dropping(clip: Clip) -> Surrogate:
    """PPO's surrogate: a clipped token is a constant, so it has no gradient."""
    return Surrogate(
        value=clip.value,
        factor=torch.where(clip.low | clip.high | clip.dual, 0.0, clip.value),
        clipped_low=clip.low,
        clipped_high=clip.high,
    )
