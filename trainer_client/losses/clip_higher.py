"""Clip-higher: clipped PPO whose upper side is wider, the policy loss of DAPO.

DAPO, arXiv 2503.14476, eq. 8: the mean over tokens of

    min(d * A, clip(d, 1 - e_low, 1 + e_high) * A)

whose gradient is d * A * grad log pi, and 0 where the clip holds.
"""

from __future__ import annotations

from trainer_client.losses.clipping import clip_ratio, dropping
from trainer_client.losses.config import ClipHigherConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def clip_higher(tokens: TokenRatios, config: ClipHigherConfig) -> Surrogate:
    return dropping(
        clip_ratio(
            tokens.ratio,
            tokens.advantages,
            config.epsilon_low,
            config.epsilon_high,
            config.dual_clip,
        )
    )
