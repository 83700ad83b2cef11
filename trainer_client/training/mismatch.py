"""How far the sampler's log-probabilities are from the trainer's, under the same weights."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Self

import torch
from torch import Tensor

from trainer_client.losses.divergence import kl_k3


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Sums over tokens. Add micro-batches with `+`; add ranks by all-reducing `to_tensor()`."""

    tokens: float = 0.0
    difference: float = 0.0
    """Sum of |log pi_trainer - log pi_sampler|, nats."""
    squared: float = 0.0
    """Sum of its square."""
    kl: float = 0.0
    """Sum of d - 1 - log d with d = pi_trainer / pi_sampler: KL(sampler || trainer), k3."""
    capped: float = 0.0
    """Tokens whose ratio d is over the cap."""

    @classmethod
    @torch.no_grad()
    def of(cls, trainer: Tensor, sampler: Tensor, mask: Tensor, cap: float | None) -> Self:
        """All are [B, S]; what is outside the bool `mask` is not looked at."""
        log_ratio = (trainer.float() - sampler.float())[mask].double()
        over = log_ratio > torch.tensor(float("inf") if cap is None else cap).log()
        sums = (
            mask.sum(),
            log_ratio.abs().sum(),
            log_ratio.square().sum(),
            kl_k3(log_ratio).sum(),
            over.sum(),
        )
        return cls(*(float(each) for each in sums))

    @classmethod
    def from_tensor(cls, sums: Tensor) -> Self:
        return cls(*sums.tolist())

    def to_tensor(self) -> Tensor:
        """float64 [5]."""
        return torch.tensor(astuple(self), dtype=torch.float64)

    def __add__(self, other: Mismatch) -> Mismatch:
        return Mismatch(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def means(self) -> dict[str, float]:
        """Names and values for a log."""
        tokens = max(self.tokens, 1.0)
        return {
            "mismatch": self.difference / tokens,
            "mismatch_rms": (self.squared / tokens) ** 0.5,
            "mismatch_kl": self.kl / tokens,
            "importance_capped": self.capped / tokens,
        }
