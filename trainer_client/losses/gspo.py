"""GSPO: clipped PPO on the ratio of whole sequences.

GSPO, arXiv 2507.18071, eq. 5 and 7: the mean over rollouts of

    min(s * A, clip(s, 1 - e_low, 1 + e_high) * A),   s = exp(mean over t of log d_t)

whose gradient is s * A / |y| * grad log pi for each token, and 0 for a whole rollout that is
clipped. Here each token has the value s * A and the factor s (the paper's GSPO-token, eq. 13 and
14), so that the mean of a rollout's tokens (`average = "rollouts"`, the default) is the above.
"""

from __future__ import annotations

from trainer_client.losses.clipping import clip_ratio, dropping
from trainer_client.losses.config import GspoConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios, bounded_exp


def gspo(tokens: TokenRatios, config: GspoConfig) -> Surrogate:
    lengths = tokens.mask.sum(dim=-1, keepdim=True).clamp(min=1)
    ratio = bounded_exp(tokens.log_ratio.sum(dim=-1, keepdim=True) / lengths)
    return dropping(
        clip_ratio(
            ratio.expand_as(tokens.mask), tokens.advantages, config.epsilon_low, config.epsilon_high
        )
    )
