"""Clipped PPO with one advantage a rollout, relative to its group: the policy loss of GRPO.

PPO, arXiv 1707.06347, eq. 7; GRPO, DeepSeekMath, arXiv 2402.03300, eq. 3 without its KL term.
It maximises the mean of

    min(d * A, clip(d, 1 - e, 1 + e) * A)

whose gradient is d * A * grad log pi, and 0 where the clip holds. GRPO's mean is over rollouts
(`average = "rollouts"`); over tokens is the default here and in its successors.
"""

from __future__ import annotations

from trainer_client.losses.clipping import clip_ratio, dropping
from trainer_client.losses.config import PpoClipConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def ppo_clip(tokens: TokenRatios, config: PpoClipConfig) -> Surrogate:
    epsilon = config.epsilon
    return dropping(clip_ratio(tokens.ratio, tokens.advantages, epsilon, epsilon, config.dual_clip))
