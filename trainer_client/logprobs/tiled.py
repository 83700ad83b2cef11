"""Log-probability and entropy of a linear head, one tile of the logits at a time.

The forward pass keeps a running softmax over vocabulary tiles (online softmax, arXiv 1805.02867)
and saves two numbers a row; the backward pass computes each tile of logits again. That is four
matrix products where the naive path has three, and no tensor of [tokens, vocabulary].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from trainer_client.logprobs.config import LogprobConfig


@dataclass(frozen=True, slots=True)
class TokenScores:
    """float32 (float64 for float64 inputs), with gradient, of one shape."""

    logprobs: Tensor
    """nats: log pi of the target token."""
    entropy: Tensor
    """nats: entropy of the whole distribution."""


def token_scores(
    hidden: Tensor,
    weight: Tensor,
    targets: Tensor,
    *,
    temperature: float = 1.0,
    config: LogprobConfig | None = None,
) -> TokenScores:
    """Scores [N] of `targets` under softmax(hidden @ weight.T / temperature).

    `hidden` is float [N, H], `weight` float [V, H], `targets` int64 [N] in [0, V). Products are
    in the type of `hidden`, the softmax in float32; gradients of both outputs flow to `hidden`
    and `weight`, once (no second derivatives).
    """
    config = config or LogprobConfig()
    with torch.autocast(hidden.device.type, enabled=False):
        logprobs, entropy = _TiledScores.apply(  # type: ignore[no-untyped-call]
            hidden, weight, targets, 1.0 / temperature, config
        )
    return TokenScores(logprobs, entropy)


class _TiledScores(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        hidden: Tensor,
        weight: Tensor,
        targets: Tensor,
        scale: float,
        config: LogprobConfig,
    ) -> tuple[Tensor, Tensor]:
        parts = [
            _score_rows(hidden[rows], weight, targets[rows], scale, config.vocabulary_tile)
            for rows in _slices(len(hidden), config.rows)
        ]
        logprobs, entropy, log_sum = (torch.cat(column) for column in zip(*parts, strict=True))
        ctx.save_for_backward(hidden, weight, targets, log_sum, entropy)
        ctx.scale, ctx.config = scale, config
        ctx.set_materialize_grads(False)
        return logprobs, entropy

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, grad_logprobs: Tensor | None, grad_entropy: Tensor | None
    ) -> tuple[Tensor | None, ...]:
        hidden, weight, targets, log_sum, entropy = ctx.saved_tensors
        scale, config = ctx.scale, ctx.config
        wide = log_sum.dtype
        grad_hidden = torch.zeros_like(hidden, dtype=wide) if ctx.needs_input_grad[0] else None
        grad_weight = torch.empty_like(weight) if ctx.needs_input_grad[1] else None
        for words in _slices(len(weight), config.vocabulary_tile):
            tile = weight[words].to(hidden.dtype)
            grad_tile = torch.zeros_like(tile, dtype=wide)
            for rows in _slices(len(hidden), config.rows):
                grad = _grad_logits(
                    _logits(hidden[rows], tile, scale).sub_(log_sum[rows, None]),
                    targets[rows] - words.start,
                    entropy[rows],
                    None if grad_logprobs is None else grad_logprobs[rows],
                    None if grad_entropy is None else grad_entropy[rows],
                )
                grad = grad.mul_(scale).to(hidden.dtype)
                if grad_hidden is not None:
                    _add_product(grad_hidden[rows], grad, tile)
                if grad_weight is not None:
                    _add_product(grad_tile, grad.T, hidden[rows])
            if grad_weight is not None:
                grad_weight[words] = grad_tile
        return (
            None if grad_hidden is None else grad_hidden.to(hidden.dtype),
            grad_weight,
            None,
            None,
            None,
        )


def _slices(length: int, step: int) -> Iterator[slice]:
    """At least one, so that no rows give empty scores of the right type."""
    return (slice(start, min(start + step, length)) for start in range(0, max(length, 1), step))


def _logits(hidden: Tensor, tile: Tensor, scale: float) -> Tensor:
    logits = hidden @ tile.T
    return logits.to(torch.promote_types(logits.dtype, torch.float32)).mul_(scale)


def _score_rows(
    hidden: Tensor, weight: Tensor, targets: Tensor, scale: float, step: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Log-probability, entropy and log sum exp of some rows, [N] each.

    Carries m = max z, s = sum exp(z - m) and u = sum exp(z - m) * (z - m) from tile to tile.
    """
    wide = torch.promote_types(hidden.dtype, torch.float32)
    target_logits = hidden.new_zeros(len(hidden), dtype=wide)
    top = torch.full_like(target_logits, torch.finfo(wide).min / 2)  # finite: no inf - inf
    total, moment = torch.zeros_like(top), torch.zeros_like(top)
    for words in _slices(len(weight), step):
        logits = _logits(hidden, weight[words].to(hidden.dtype), scale)
        inside, columns = _columns(targets - words.start, logits.shape[1])
        target_logits += logits.gather(1, columns).squeeze(1) * inside
        new_top = torch.maximum(top, logits.amax(dim=1))
        logits.sub_(new_top.unsqueeze(1))
        weights = logits.exp()
        shift = top - new_top
        decay = shift.exp()
        moment = decay * (moment + shift * total) + weights.mul(logits).sum(dim=1)
        total = decay * total + weights.sum(dim=1)
        top = new_top
    log_total = total.log()
    log_sum = top + log_total
    return target_logits - log_sum, log_total - moment / total, log_sum


def _grad_logits(
    log_p: Tensor,
    targets: Tensor,
    entropy: Tensor,
    grad_logprobs: Tensor | None,
    grad_entropy: Tensor | None,
) -> Tensor:
    """Gradient of one tile of logits z, from d log p_y / dz = [v = y] - p and
    dH / dz = -p (log p + H). `targets` are relative to the tile."""
    p = log_p.exp()
    if grad_entropy is None:
        grad = torch.zeros_like(p)
    else:
        grad = log_p.add_(entropy.unsqueeze(1)).mul_(p).mul_(-grad_entropy.unsqueeze(1))
    if grad_logprobs is not None:
        grad.addcmul_(p, grad_logprobs.unsqueeze(1), value=-1)
        inside, columns = _columns(targets, p.shape[1])
        grad.scatter_add_(1, columns, (grad_logprobs * inside).unsqueeze(1))
    return grad


def _columns(targets: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """Which targets lie in a tile, bool [N], and some column of it for each, int64 [N, 1]."""
    inside = (targets >= 0) & (targets < width)
    return inside, targets.clamp(0, width - 1).unsqueeze(1)


def _add_product(total: Tensor, left: Tensor, right: Tensor) -> None:
    """total += left @ right, with `total` in float32 whatever the factors."""
    if total.dtype == left.dtype:
        total.addmm_(left, right)
    else:
        total += left @ right
