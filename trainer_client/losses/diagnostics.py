"""What one step's losses looked like: sums over micro-batches and ranks, then means."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Self

import torch
from torch import Tensor

from trainer_client.losses.divergence import kl_k3
from trainer_client.losses.inputs import LossInputs, LossOutputs


@dataclass(frozen=True, slots=True)
class StepDiagnostics:
    """Sums over tokens. Add micro-batches with `+`; add ranks by all-reducing `to_tensor()`."""

    tokens: float = 0.0
    loss: float = 0.0
    """Already divided by the step's totals: the sum is the step's loss."""
    clipped_low: float = 0.0
    clipped_high: float = 0.0
    gradient: float = 0.0
    """Sum of |F * A| over all tokens."""
    gradient_low: float = 0.0
    """The same over the tokens clipped low: what GPPO keeps and PPO drops."""
    gradient_high: float = 0.0
    kl: float = 0.0
    """Sum of an estimate of KL(old || new), nats (k3, `divergence.py`)."""
    entropy: float = 0.0

    @classmethod
    @torch.no_grad()
    def of(cls, inputs: LossInputs, outputs: LossOutputs) -> Self:
        tokens = outputs.tokens
        log_ratio = tokens.log_ratio
        sums = (
            inputs.mask.sum(),
            outputs.loss.detach(),
            tokens.clipped_low.sum(),
            tokens.clipped_high.sum(),
            tokens.gradient.sum(),
            (tokens.gradient * tokens.clipped_low).sum(),
            (tokens.gradient * tokens.clipped_high).sum(),
            kl_k3(log_ratio).sum(),
            torch.zeros(()) if tokens.entropy is None else tokens.entropy.sum(),
        )
        return cls.from_tensor(torch.stack([each.to(log_ratio) for each in sums]))

    @classmethod
    def from_tensor(cls, sums: Tensor) -> Self:
        return cls(*sums.tolist())

    def to_tensor(self) -> Tensor:
        """float64 [9], for an all-reduce."""
        return torch.tensor(astuple(self), dtype=torch.float64)

    def __add__(self, other: StepDiagnostics) -> StepDiagnostics:
        return StepDiagnostics(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def means(self) -> dict[str, float]:
        """Names and values for a log. Shares are of the step's tokens or of its gradient."""
        tokens, gradient = max(self.tokens, 1.0), self.gradient or 1.0
        return {
            "loss": self.loss,
            "clipped_low": self.clipped_low / tokens,
            "clipped_high": self.clipped_high / tokens,
            "gradient_kept_low": self.gradient_low / gradient,
            "gradient_kept_high": self.gradient_high / gradient,
            "kl": self.kl / tokens,
            "entropy": self.entropy / tokens,
        }
