"""Numbers that break naive implementations: far ratios, low precision, garbage under the mask."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import torch

from tests.losses.steps import DEFAULTS, random_step, step_of
from trainer_client.losses.config import GppoConfig, LossConfig, ObjectiveConfig
from trainer_client.losses.inputs import StepTotals
from trainer_client.losses.objective import objective
from trainer_client.losses.policy import policy_loss

FAR = [20.0, 88.0, 89.0, 110.0, 1e3, 1e4]


def by_name(config: LossConfig) -> str:
    return config.name


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("config", DEFAULTS, ids=by_name)
def test_far_ratios_give_finite_losses_and_gradients(
    config: LossConfig, dtype: torch.dtype
) -> None:
    log_ratio = torch.tensor([[x, -x] for x in FAR for _ in (1, -1)])
    step = step_of(log_ratio, torch.tensor([1.0, -1.0] * len(FAR))).to(dtype)
    logprobs = step.logprobs.requires_grad_()
    outputs = policy_loss(step.inputs(logprobs=logprobs), config)
    outputs.loss.backward()  # type: ignore[no-untyped-call]
    assert outputs.loss.isfinite()
    assert logprobs.grad is not None
    assert logprobs.grad.isfinite().all()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("far", [20.0, 110.0, 1e4])
def test_gppo_keeps_the_gradient_of_far_tokens(far: float, dtype: torch.dtype) -> None:
    """Eq. 12 at the ends, where the literal eq. 11 is 0 / 0 or inf / inf."""
    log_ratio = torch.tensor([[far], [-far], [0.0]])
    step = step_of(log_ratio, torch.tensor([1.0, -1.0, 1.0])).to(dtype)
    logprobs = step.logprobs.requires_grad_()
    loss = policy_loss(step.inputs(logprobs=logprobs), GppoConfig()).loss
    (gradient,) = torch.autograd.grad(3 * loss, logprobs)
    expected = torch.tensor([[-1.28], [0.8], [-1.0]], dtype=dtype)
    torch.testing.assert_close(gradient, expected, rtol=1e-2, atol=0)


@pytest.mark.parametrize("garbage", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("config", DEFAULTS, ids=by_name)
def test_what_is_masked_is_not_looked_at(config: LossConfig, garbage: float) -> None:
    """A rollout without verdict has no advantage; padding has no log-probability."""
    clean = random_step(6, 5)
    nowhere = ~clean.mask
    assert (~clean.mask.any(dim=1)).any()
    dirty = replace(
        clean,
        logprobs=clean.logprobs.masked_fill(nowhere, garbage),
        old_logprobs=clean.old_logprobs.masked_fill(nowhere, garbage),
        weights=clean.weights.masked_fill(nowhere, garbage),
        advantages=clean.advantages.masked_fill(~clean.mask.any(dim=1), garbage),
    )
    losses, gradients = [], []
    for step in (clean, dirty):
        logprobs = step.logprobs.clone().requires_grad_()
        loss = objective(step.inputs(logprobs=logprobs), ObjectiveConfig(policy=config)).loss
        losses.append(loss.item())
        gradients.append(torch.autograd.grad(loss, logprobs)[0])
    assert losses[0] == losses[1]
    assert torch.equal(gradients[0], gradients[1])
    assert (gradients[1][nowhere] == 0).all()


def test_rollouts_without_verdict_are_not_in_the_denominator() -> None:
    whole = random_step(6, 5)
    verdict = whole.mask.any(dim=1)
    kept = replace(
        whole,
        **{
            name: getattr(whole, name)[verdict]
            for name in ("logprobs", "old_logprobs", "advantages", "mask", "passed", "weights")
        },
    )
    config = ObjectiveConfig()
    assert objective(whole.inputs(), config).loss == objective(kept.inputs(), config).loss


def test_a_step_without_valid_tokens_has_no_loss() -> None:
    step = replace(random_step(2, 3), mask=torch.zeros(2, 3, dtype=torch.bool))
    with pytest.raises(ValueError, match="no valid token"):
        policy_loss(step.inputs(), GppoConfig())


def test_a_micro_batch_without_valid_tokens_is_worth_nothing() -> None:
    """One rank may have none while others do; it still takes part in the backward pass."""
    step = replace(random_step(2, 3), mask=torch.zeros(2, 3, dtype=torch.bool))
    logprobs = step.logprobs.requires_grad_()
    totals = StepTotals(tokens=7, rollouts=2, passed_tokens=3)
    inputs = replace(step.inputs(logprobs=logprobs), totals=totals)
    loss = objective(inputs, ObjectiveConfig()).loss
    assert loss.item() == 0
    assert (torch.autograd.grad(loss, logprobs)[0] == 0).all()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("old_logprobs", torch.zeros(2, 4)),
        ("advantages", torch.zeros(2, 3)),
        ("weights", torch.zeros(2)),
        ("passed", torch.zeros(3, dtype=torch.bool)),
        ("passed", torch.zeros(2)),
        ("mask", torch.ones(2, 3)),
    ],
)
def test_shapes_that_do_not_fit_are_named(field: str, value: torch.Tensor) -> None:
    change: dict[str, Any] = {field: value}
    with pytest.raises(ValueError, match=field):
        replace(random_step(2, 3).inputs(), **change)
