"""CISPO: REINFORCE weighted by a clipped importance ratio that has no gradient.

MiniMax-M1, arXiv 2506.13585, eq. 4 and 5: the mean over tokens of

    sg(clip(d, 1 - e_low, 1 + e_high)) * A * log pi

whose gradient is clip(d) * A * grad log pi: no token loses it, whatever the sign of A. The paper
sets no lower bound in its experiments and does not say its e_high; the default bound of 5 on the
ratio is ScaleRL's (arXiv 2510.13786).
"""

from __future__ import annotations

from trainer_client.losses.config import CispoConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def cispo(tokens: TokenRatios, config: CispoConfig) -> Surrogate:
    lower = 0.0 if config.epsilon_low is None else 1 - config.epsilon_low
    upper = 1 + config.epsilon_high
    ratio, some = tokens.ratio, tokens.advantages != 0
    weight = ratio.clamp(lower, upper)
    return Surrogate(
        value=weight * tokens.logprobs,
        factor=weight,
        clipped_low=(ratio < lower) & some,
        clipped_high=(ratio > upper) & some,
    )
