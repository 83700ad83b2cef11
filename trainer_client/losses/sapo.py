"""SAPO: a smooth gate in the place of the clip.

SAPO, arXiv 2511.20347, eq. 5 and 6: the mean of f(d) * A with

    f(d) = 4 / tau * sigmoid(tau * (d - 1)),   tau = tau_positive where A > 0, else tau_negative

whose gradient is 4 * p * (1 - p) * d * A * grad log pi with p = sigmoid(tau * (d - 1)). The
paper's mean is over rollouts (`average = "rollouts"`, the default).
"""

from __future__ import annotations

import torch

from trainer_client.losses.config import SapoConfig
from trainer_client.losses.surrogate import Surrogate, TokenRatios


def sapo(tokens: TokenRatios, config: SapoConfig) -> Surrogate:
    ratio = tokens.ratio
    tau = torch.full_like(ratio, config.tau_negative)
    tau = tau.masked_fill(tokens.advantages > 0, config.tau_positive)
    gate = torch.sigmoid(tau * (ratio - 1))
    rest = torch.sigmoid(tau * (1 - ratio))  # 1 - gate, where that would round to 0
    never = torch.zeros_like(tokens.mask)
    return Surrogate(
        value=4 / tau * gate,
        factor=4 * gate * rest * ratio,
        clipped_low=never,
        clipped_high=never,
    )
