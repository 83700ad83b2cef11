"""What every loss takes and gives.

Shapes: B rollouts, T token positions. A position is any column that the caller likes (of the
completion alone, or of prompt and completion together), as long as `mask` says which are in.

**Who divides.** A loss is a sum over the tokens that it is given, divided by a denominator that
the caller gives: a count over *all* micro-batches and ranks of one optimiser step
(`StepTotals`). The step's loss is the sum of its parts, so however the step is split, the
gradient is the same:

- over micro-batches: call `backward()` on each part, no division by their number;
- over ranks: gradients must be *summed*. DDP and FSDP average them, so there multiply the loss by
  the number of ranks (or set the engine's gradient division to 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class StepTotals:
    """Denominators: counts over one whole optimiser step, all micro-batches and all ranks."""

    tokens: int
    """Valid tokens."""
    rollouts: int
    """Rollouts with at least one valid token."""
    passed_tokens: int
    """Valid tokens of rollouts that passed every test."""

    @classmethod
    def count(cls, mask: Tensor, passed: Tensor | None = None) -> Self:
        """Counts of one part of the step; add parts with `+`.

        `mask` is bool [B, T], `passed` bool [B] (None: no rollout passed), as in `LossInputs`.
        """
        lengths = mask.sum(dim=-1)
        return cls(
            tokens=int(lengths.sum()),
            rollouts=int((lengths > 0).sum()),
            passed_tokens=0 if passed is None else int(lengths[passed].sum()),
        )

    def __add__(self, other: StepTotals) -> StepTotals:
        return StepTotals(
            tokens=self.tokens + other.tokens,
            rollouts=self.rollouts + other.rollouts,
            passed_tokens=self.passed_tokens + other.passed_tokens,
        )


@dataclass(frozen=True, slots=True)
class LossInputs:
    """One micro-batch.

    Tensors may be of any floating type; losses compute in float32 (float64 stays). What stands
    where `mask` is False is not looked at and may be NaN. Where it is True, log-probabilities
    must be finite. Raises ValueError where shapes do not fit.
    """

    logprobs: Tensor
    """float [B, T], nats: log pi of each token under the policy being trained; has the gradient."""
    old_logprobs: Tensor
    """float [B, T], nats: the same under the policy that the importance ratio is against."""
    advantages: Tensor
    """float [B]: one advantage a rollout. Not looked at where `mask` leaves the rollout out."""
    mask: Tensor
    """bool [B, T]: valid completion tokens. A rollout without verdict, or one whose group was
    dropped, has none: all of its row is False."""
    totals: StepTotals
    """Counts of the whole optimiser step, this micro-batch included."""
    passed: Tensor | None = None
    """bool [B]: passed every test. None: none did."""
    weights: Tensor | None = None
    """float [B, T]: a factor on each token's loss, without gradient, such as truncated
    importance-sampling weights (`correction.py`). None: all 1."""
    entropy: Tensor | None = None
    """float [B, T], nats: entropy of the policy at each token, for the diagnostics alone."""

    def __post_init__(self) -> None:
        rows, positions = self.mask.shape
        for name in ("logprobs", "old_logprobs", "weights", "entropy"):
            _check(name, getattr(self, name), (rows, positions))
        for name in ("advantages", "passed"):
            _check(name, getattr(self, name), (rows,))
        for name in ("mask", "passed"):
            tensor = getattr(self, name)
            if tensor is not None and tensor.dtype is not torch.bool:
                raise ValueError(f"{name} is {tensor.dtype}, must be bool")


def _check(name: str, tensor: Tensor | None, shape: tuple[int, ...]) -> None:
    if tensor is not None and tuple(tensor.shape) != shape:
        raise ValueError(f"{name} has shape {tuple(tensor.shape)}, must be {shape} as mask has it")


@dataclass(frozen=True, slots=True)
class TokenDiagnostics:
    """What became of each token; all [B, T], without gradient, 0 or False outside the mask."""

    log_ratio: Tensor
    """float, nats: log of the importance ratio."""
    clipped_low: Tensor
    """bool: the lower bound on the ratio held (PPO and its kin: where A < 0)."""
    clipped_high: Tensor
    """bool: the upper bound on the ratio held (PPO and its kin: where A > 0)."""
    gradient: Tensor
    """float: |F * A|, what multiplies the gradient of the token's log-probability."""
    entropy: Tensor | None
    """float, nats, where the inputs had it."""


@dataclass(frozen=True, slots=True)
class LossOutputs:
    """This micro-batch's part of the step's loss."""

    loss: Tensor
    """float []: to be minimised; the sum over the step's parts is the step's loss."""
    tokens: TokenDiagnostics
