"""GPPO: clipped PPO that keeps a bounded gradient of the tokens it clips.

Klear-Reasoner, arXiv 2508.07629. With d the importance ratio and sg the stop-gradient, eq. 11
maximises the mean over tokens of

    min(d * A, clip(d, (1 - e_low) / sg(d) * d, (1 + e_high) / sg(d) * d) * A)

whose value is clipped PPO's and whose gradient (eq. 12) is F * A * grad log pi with

    F = beta_low * (1 - e_low)     where d < 1 - e_low and A < 0
        beta_high * (1 + e_high)   where d > 1 + e_high and A > 0
        d                          elsewhere

The betas, 1 in eq. 12, are those of the general form (eq. 17), where they scale the value too.
"""

from __future__ import annotations

import torch

from trainer_client.losses.clipping import clip_ratio
from trainer_client.losses.config import CeGppoConfig, GppoConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def gppo(tokens: TokenRatios, config: GppoConfig | CeGppoConfig) -> Surrogate:
    """Value and factor of each token; the two differ under the dual clip alone, where F is 0."""
    clip = clip_ratio(
        tokens.ratio,
        tokens.advantages,
        config.epsilon_low,
        config.epsilon_high,
        config.dual_clip,
    )
    value = torch.where(clip.low, config.beta_low * clip.value, clip.value)
    value = torch.where(clip.high, config.beta_high * clip.value, value)
    return Surrogate(
        value=value,
        factor=torch.where(clip.dual, 0.0, value),
        clipped_low=clip.low,
        clipped_high=clip.high,
    )
