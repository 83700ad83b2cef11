"""Truncated importance sampling: corrects for a sampler that is not quite the trainer's policy.

Another engine (or another precision) gives the same weights slightly other probabilities, so
rollouts come from a policy that nobody differentiates. Each token's loss is weighted by
min(pi_old / pi_sampler, cap), where pi_old is the trainer's own probability under the weights
that sampled ("Your Efficient RL Framework Secretly Brings You Off-Policy RL Training",
Yao et al. 2025).
"""

from __future__ import annotations

import torch
from torch import Tensor

from trainer_client.losses.surrogate import bounded_exp, masked


@torch.no_grad()
def truncated_importance_weights(
    old_logprobs: Tensor, sampler_logprobs: Tensor, mask: Tensor, cap: float = 2.0
) -> Tensor:
    """[B, T], without gradient: `LossInputs.weights`; 0 outside the mask.

    Both log-probabilities are float [B, T] in nats, of the same tokens under the same weights:
    by the trainer and by the engine that sampled.
    """
    log_ratio = masked(old_logprobs, mask) - masked(sampler_logprobs, mask)
    return masked(bounded_exp(log_ratio).clamp(max=cap), mask)
