"""A loss, said without gradients: for each token its value and its gradient's factor.

Everything here is computed under `torch.no_grad`, so that no branch of a `where` that was not
taken can put a NaN into a backward pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from trainer_client.losses.inputs import LossInputs

LOG_RATIO_BOUND = 20.0
"""nats; verl's bound too. exp(20) is 5e8 and exp(89) is inf in float32."""


@dataclass(frozen=True, slots=True)
class TokenRatios:
    """What a loss looks at; [B, T] each, without gradient, 0 outside the mask."""

    logprobs: Tensor
    log_ratio: Tensor
    """log d = logprobs - old_logprobs."""
    advantages: Tensor
    mask: Tensor
    """bool."""

    @property
    def ratio(self) -> Tensor:
        """d, the importance ratio, bounded."""
        return bounded_exp(self.log_ratio)

    @classmethod
    @torch.no_grad()
    def of(cls, inputs: LossInputs) -> Self:
        mask = inputs.mask
        logprobs = masked(inputs.logprobs.detach(), mask)
        return cls(
            logprobs=logprobs,
            log_ratio=logprobs - masked(inputs.old_logprobs, mask),
            advantages=masked(inputs.advantages.unsqueeze(-1), mask),
            mask=mask,
        )


@dataclass(frozen=True, slots=True)
class Surrogate:
    """What a loss makes of `TokenRatios`; [B, T] each.

    The objective (to be maximised) of a token has the value `value * A` and the gradient
    `factor * A * grad log pi`.
    """

    value: Tensor
    factor: Tensor
    clipped_low: Tensor
    """bool."""
    clipped_high: Tensor
    """bool."""


def bounded_exp(log_ratio: Tensor) -> Tensor:
    """exp, of log-ratios bounded to +-`LOG_RATIO_BOUND`: a token far beyond has the gradient of
    one at the bound."""
    return log_ratio.clamp(-LOG_RATIO_BOUND, LOG_RATIO_BOUND).exp()


def masked(values: Tensor, mask: Tensor) -> Tensor:
    """`values` in at least float32, and 0 where `mask` is False, whatever stands there."""
    values = values.to(torch.promote_types(values.dtype, torch.float32))
    return torch.where(mask, values, torch.zeros((), dtype=values.dtype, device=values.device))
