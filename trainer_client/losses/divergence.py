"""How far one policy is from another, by tokens that one of them sampled."""

from __future__ import annotations

import torch
from torch import Tensor

from trainer_client.losses.surrogate import LOG_RATIO_BOUND


def kl_k3(log_ratio: Tensor) -> Tensor:
    """float64: an estimate of KL(p || q) for each token that p sampled, never negative.

    `log_ratio` is log q - log p, in nats. The estimate is d - 1 - log d with d = q / p (k3 of
    Schulman, "Approximating KL divergence"), without bias and of less variance than -log d.
    Log-ratios are bounded to +-20, so that one token cannot make it inf.
    """
    bounded = log_ratio.double().clamp(-LOG_RATIO_BOUND, LOG_RATIO_BOUND)
    return torch.expm1(bounded) - bounded
