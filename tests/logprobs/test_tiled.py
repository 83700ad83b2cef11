"""Scores without the whole of the logits, against the naive way."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from trainer_client.logprobs.config import LogprobConfig
from trainer_client.logprobs.tiled import TokenScores, token_scores

SMALL = LogprobConfig(rows=3, vocabulary_tile=4)


def made(
    tokens: int, width: int, vocabulary: int, dtype: torch.dtype = torch.float64, scale: float = 1.0
) -> tuple[Tensor, Tensor, Tensor]:
    g = torch.Generator().manual_seed(tokens + 31 * width + 997 * vocabulary)
    hidden = torch.randn(tokens, width, generator=g, dtype=torch.float64)
    weight = torch.randn(vocabulary, width, generator=g, dtype=torch.float64) * scale
    targets = torch.randint(vocabulary, (tokens,), generator=g)
    return hidden.to(dtype).requires_grad_(), weight.to(dtype).requires_grad_(), targets


def naive(hidden: Tensor, weight: Tensor, targets: Tensor, temperature: float = 1.0) -> TokenScores:
    logits = hidden @ weight.T
    logits = logits.to(torch.promote_types(logits.dtype, torch.float32)) / temperature
    log_p = torch.log_softmax(logits, dim=-1)
    return TokenScores(
        logprobs=log_p.gather(1, targets[:, None]).squeeze(1),
        entropy=-(log_p.exp() * log_p).sum(dim=1),
    )


def gradients(scores: TokenScores, hidden: Tensor, weight: Tensor) -> tuple[Tensor, ...]:
    """Of some function of both outputs whose gradient differs from token to token."""
    steps = torch.arange(1.0, len(hidden) + 1)
    loss = (scores.logprobs * steps.sin()).sum() + (scores.entropy * steps.cos()).sum()
    return torch.autograd.grad(loss, (hidden, weight))


@settings(max_examples=40, deadline=None)
@given(
    tokens=st.integers(0, 9),
    width=st.integers(1, 5),
    vocabulary=st.integers(1, 13),
    rows=st.integers(1, 10),
    tile=st.integers(1, 14),
    temperature=st.sampled_from([0.6, 1.0, 2.0]),
)
def test_values_and_gradients(
    tokens: int, width: int, vocabulary: int, rows: int, tile: int, temperature: float
) -> None:
    hidden, weight, targets = made(tokens, width, vocabulary)
    config = LogprobConfig(rows=rows, vocabulary_tile=tile)
    ours = token_scores(hidden, weight, targets, temperature=temperature, config=config)
    theirs = naive(hidden, weight, targets, temperature)
    torch.testing.assert_close(ours.logprobs, theirs.logprobs)
    torch.testing.assert_close(ours.entropy, theirs.entropy)
    for one, other in zip(
        gradients(ours, hidden, weight), gradients(theirs, hidden, weight), strict=True
    ):
        torch.testing.assert_close(one, other, rtol=1e-6, atol=1e-9)


def test_gradcheck() -> None:
    hidden, weight, targets = made(7, 3, 11)

    def scores(hidden: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
        both = token_scores(hidden, weight, targets, temperature=0.7, config=SMALL)
        return both.logprobs, both.entropy

    assert torch.autograd.gradcheck(scores, (hidden, weight))


@pytest.mark.parametrize("output", ["logprobs", "entropy"])
def test_one_output_alone(output: str) -> None:
    hidden, weight, targets = made(5, 3, 9)
    ours = getattr(token_scores(hidden, weight, targets, config=SMALL), output)
    theirs = getattr(naive(hidden, weight, targets), output)
    expected = torch.autograd.grad(theirs.sum(), (hidden, weight))
    torch.testing.assert_close(torch.autograd.grad(ours.sum(), (hidden, weight)), expected)


def test_a_frozen_head_and_a_frozen_body() -> None:
    hidden, weight, targets = made(5, 3, 9)
    both = torch.autograd.grad(
        token_scores(hidden, weight, targets, config=SMALL).logprobs.sum(), (hidden, weight)
    )
    for index, frozen in enumerate([(hidden, weight.detach()), (hidden.detach(), weight)]):
        scores = token_scores(*frozen, targets, config=SMALL)
        (alone,) = torch.autograd.grad(scores.logprobs.sum(), frozen[index])
        torch.testing.assert_close(alone, both[index])


@pytest.mark.parametrize("shift", [0.0, 1e4, -1e4])
def test_logits_far_from_zero(shift: float) -> None:
    """The softmax is shifted by its maximum in every tile."""
    hidden, weight, targets = made(6, 3, 10, torch.float32, scale=30.0)
    hidden = torch.cat([hidden.detach(), torch.ones(6, 1)], dim=1).requires_grad_()
    weight = torch.cat([weight.detach(), torch.full((10, 1), shift)], dim=1).requires_grad_()
    ours = token_scores(hidden, weight, targets, config=SMALL)
    theirs = naive(hidden, weight, targets)
    torch.testing.assert_close(ours.logprobs, theirs.logprobs, rtol=1e-4, atol=5e-3)
    torch.testing.assert_close(ours.entropy, theirs.entropy, rtol=1e-4, atol=5e-3)
    assert all(each.isfinite().all() for each in gradients(ours, hidden, weight))


def test_bfloat16_has_a_float32_softmax() -> None:
    """Its log-probabilities differ from float64's by the products' rounding alone."""
    hidden, weight, targets = made(64, 32, 500, torch.bfloat16, scale=0.3)
    config = LogprobConfig(rows=16, vocabulary_tile=64)
    ours, theirs = (
        token_scores(hidden, weight, targets, config=config),
        naive(hidden, weight, targets),
    )
    assert ours.logprobs.dtype == ours.entropy.dtype == torch.float32
    torch.testing.assert_close(ours.logprobs, theirs.logprobs)
    torch.testing.assert_close(ours.entropy, theirs.entropy)
    exact = gradients(naive(hidden.double(), weight.double(), targets), hidden, weight)
    for one, other in zip(gradients(ours, hidden, weight), exact, strict=True):
        assert one.dtype == torch.bfloat16
        error = (one.double() - other.double()).norm() / other.double().norm()
        assert error < 0.01


def test_under_autocast_the_head_keeps_its_type() -> None:
    hidden, weight, targets = made(6, 4, 9, torch.float32)
    expected = token_scores(hidden, weight, targets, config=SMALL)
    with torch.autocast("cpu", torch.bfloat16):
        within = token_scores(hidden, weight, targets, config=SMALL)
        mixed = token_scores(hidden.bfloat16(), weight, targets, config=SMALL)
    assert torch.equal(within.logprobs, expected.logprobs)
    torch.testing.assert_close(mixed.logprobs, expected.logprobs, rtol=0.05, atol=0.05)
    (gradient,) = torch.autograd.grad(mixed.logprobs.sum(), weight)
    assert gradient.dtype == torch.float32


class Largest(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Notes the largest tensor that any operation makes."""

    elements = 0

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        for each in result if isinstance(result, (tuple, list)) else [result]:
            if isinstance(each, Tensor):
                self.elements = max(self.elements, each.numel())
        return result


def test_no_tensor_has_tokens_times_vocabulary_elements() -> None:
    hidden, weight, targets = made(200, 2, 1000, torch.float32)
    config = LogprobConfig(rows=50, vocabulary_tile=40)
    with Largest() as ours:  # type: ignore[no-untyped-call]
        gradients(token_scores(hidden, weight, targets, config=config), hidden, weight)
    with Largest() as theirs:  # type: ignore[no-untyped-call]
        gradients(naive(hidden, weight, targets), hidden, weight)
    assert theirs.elements == 200 * 1000
    assert ours.elements == max(50 * 40, weight.numel(), hidden.numel())
