"""Gradients of every loss in every region, against closed forms and finite differences."""

from __future__ import annotations

import math
import os

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.losses import formulas
from tests.losses.steps import DEFAULTS, NAMES, Step, configs, step_of, steps
from trainer_client.losses.config import (
    CeGppoConfig,
    CispoConfig,
    ClipHigherConfig,
    GppoConfig,
    GspoConfig,
    LossConfig,
    PpoClipConfig,
    SapoConfig,
)
from trainer_client.losses.policy import policy_loss

# Of 64 tokens each, for each of 7 losses: more than 10^4 tokens. `make gradients` asks for more.
EXAMPLES = int(os.environ.get("SOFTJUDGE_EXAMPLES", "30"))
WIDTH = 1e-5  # of the finite difference, in nats


def loss_and_gradient(config: LossConfig, step: Step) -> tuple[float, Tensor]:
    logprobs = step.logprobs.clone().requires_grad_()
    loss = policy_loss(step.inputs(logprobs=logprobs), config).loss
    (gradient,) = torch.autograd.grad(loss, logprobs)
    return loss.item(), gradient


def share(config: LossConfig, step: Step) -> Tensor:
    """[B, T]: each token's weight in the step's mean."""
    share = step.mask * step.weights
    if config.average == "tokens":
        return share / step.mask.sum()
    lengths = step.mask.sum(1, keepdim=True)
    return share / lengths.clamp(min=1) / (lengths > 0).sum()


def closed_form(config: LossConfig, step: Step) -> Tensor:
    ratios = formulas.ratio(config, step).tolist()
    rows = [
        [-formulas.factor(config, d, a) * a for d in row]
        for row, a in zip(ratios, step.advantages.tolist(), strict=True)
    ]
    return torch.tensor(rows, dtype=torch.float64) * share(config, step)


def finite_difference(config: LossConfig, step: Step) -> Tensor:
    """Rollouts are independent, so a column of tokens is moved at a time."""
    columns = []
    for column in range(step.mask.shape[1]):
        moved = torch.zeros_like(step.logprobs)
        moved[:, column] = WIDTH
        ends = [
            formulas.objective(config, step, step.logprobs + sign * moved, step.logprobs)
            for sign in (1, -1)
        ]
        columns.append(((ends[0] - ends[1]) * share(config, step)).sum(1) / (-2 * WIDTH))
    return torch.stack(columns, dim=1)


def smooth(config: LossConfig, step: Step) -> Tensor:
    """[B, T] bool: no jump of the gradient within reach of the finite difference."""
    d = formulas.ratio(config, step)
    far = [(d - bound).abs() > 10 * WIDTH * d for bound in formulas.bounds(config)]
    return torch.stack([torch.ones_like(step.mask), *far]).all(dim=0)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_gradient_and_value_are_those_of_the_paper(name: str, data: st.DataObject) -> None:
    config, step = data.draw(configs(name)), data.draw(steps())
    if not step.mask.any():
        return
    loss, gradient = loss_and_gradient(config, step)
    torch.testing.assert_close(gradient, closed_form(config, step), rtol=1e-9, atol=1e-12)
    difference = finite_difference(config, step)
    close = smooth(config, step)
    torch.testing.assert_close(gradient[close], difference[close], rtol=1e-6, atol=1e-8)
    objective = formulas.objective(config, step, step.logprobs, step.logprobs)
    assert loss == pytest.approx(-(objective * share(config, step)).sum().item(), rel=1e-9)


def test_gspo_is_the_sequence_level_objective() -> None:
    """Not only its token-level rewriting: eq. 5, with a finite difference through s itself."""
    torch.manual_seed(0)
    step = step_of(torch.randn(6, 5, dtype=torch.float64) * 0.3, torch.randn(6).double())
    config = GspoConfig(epsilon_low=0.05, epsilon_high=0.1)

    def value(logprobs: Tensor) -> float:
        s, a = formulas.sequence_ratio(step, logprobs)[:, 0], step.advantages
        low, high = 1 - config.epsilon_low, 1 + config.epsilon_high
        return -torch.minimum(s * a, s.clamp(low, high) * a).mean().item()

    loss, gradient = loss_and_gradient(config, step)
    assert loss == pytest.approx(value(step.logprobs))
    for index in range(gradient.numel()):
        moved = torch.zeros_like(gradient)
        moved.view(-1)[index] = WIDTH
        difference = (value(step.logprobs + moved) - value(step.logprobs - moved)) / (2 * WIDTH)
        assert gradient.view(-1)[index].item() == pytest.approx(difference, abs=1e-8)


LOW, IN, HIGH = math.log(0.5), math.log(1.1), math.log(2.5)
REGIONS: list[tuple[LossConfig, float, float, float]] = [
    # config, log d, A, F
    (GppoConfig(), LOW, -1.0, 0.8),
    (GppoConfig(), LOW, 1.0, 0.5),
    (GppoConfig(), IN, -1.0, 1.1),
    (GppoConfig(), IN, 1.0, 1.1),
    (GppoConfig(), HIGH, -1.0, 2.5),
    (GppoConfig(), HIGH, 1.0, 1.28),
    (GppoConfig(beta_low=0.5, beta_high=0.75), LOW, -1.0, 0.4),
    (GppoConfig(beta_low=0.5, beta_high=0.75), HIGH, 1.0, 0.96),
    (GppoConfig(beta_low=0.5, beta_high=0.75), LOW, 1.0, 0.5),
    (GppoConfig(beta_low=0.5, beta_high=0.75), HIGH, -1.0, 2.5),
    (GppoConfig(dual_clip=2.0), HIGH, -1.0, 0.0),
    (GppoConfig(dual_clip=3.0), HIGH, -1.0, 2.5),
    (GppoConfig(dual_clip=2.0), HIGH, 1.0, 1.28),
    (CeGppoConfig(), LOW, -1.0, 0.6),
    (CeGppoConfig(), HIGH, 1.0, 1.2),
    (CeGppoConfig(), HIGH, -1.0, 2.5),
    (PpoClipConfig(), LOW, -1.0, 0.0),
    (PpoClipConfig(), LOW, 1.0, 0.5),
    (PpoClipConfig(), IN, 1.0, 1.1),
    (PpoClipConfig(), HIGH, 1.0, 0.0),
    (PpoClipConfig(), HIGH, -1.0, 2.5),
    (PpoClipConfig(dual_clip=2.0), HIGH, -1.0, 0.0),
    (ClipHigherConfig(), math.log(1.25), 1.0, 1.25),
    (ClipHigherConfig(), math.log(1.29), 1.0, 0.0),
    (ClipHigherConfig(), LOW, -1.0, 0.0),
    (CispoConfig(epsilon_low=0.2, epsilon_high=0.28), LOW, -1.0, 0.8),
    (CispoConfig(epsilon_low=0.2, epsilon_high=0.28), LOW, 1.0, 0.8),
    (CispoConfig(epsilon_low=0.2, epsilon_high=0.28), IN, 1.0, 1.1),
    (CispoConfig(epsilon_low=0.2, epsilon_high=0.28), HIGH, -1.0, 1.28),
    (CispoConfig(), LOW, 1.0, 0.5),
    (CispoConfig(), math.log(9.0), -1.0, 5.0),
    (GspoConfig(), LOW, -1.0, 0.0),
    (GspoConfig(), LOW, 1.0, 0.5),
    (GspoConfig(), HIGH, 1.0, 0.0),
    (GspoConfig(), HIGH, -1.0, 2.5),
    (SapoConfig(), 0.0, 1.0, 1.0),
    (SapoConfig(), 0.0, -1.0, 1.0),
    (SapoConfig(), HIGH, 1.0, 2.5 / math.cosh(0.75) ** 2),
    (SapoConfig(), HIGH, -1.0, 2.5 / math.cosh(0.525 * 1.5) ** 2),
]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(("config", "log_ratio", "advantage", "factor"), REGIONS)
def test_regions(
    config: LossConfig, log_ratio: float, advantage: float, factor: float, dtype: torch.dtype
) -> None:
    step = step_of(torch.tensor([[log_ratio]], dtype=dtype), torch.tensor([advantage], dtype=dtype))
    _, gradient = loss_and_gradient(config, step)
    assert -gradient.item() == pytest.approx(factor * advantage, rel=1e-6)


def test_every_loss_has_its_regions() -> None:
    assert {config.name for config, *_ in REGIONS} == {config.name for config in DEFAULTS}


@pytest.mark.parametrize("dual_clip", [None, 1.5])
@settings(max_examples=EXAMPLES, deadline=None)
@given(step=steps())
def test_gppo_has_exactly_the_value_of_clipped_ppo(step: Step, dual_clip: float | None) -> None:
    if not step.mask.any():
        return
    gppo = policy_loss(step.inputs(), GppoConfig(dual_clip=dual_clip))
    clipped = policy_loss(step.inputs(), ClipHigherConfig(dual_clip=dual_clip))
    assert gppo.loss.item() == clipped.loss.item()
    assert torch.equal(gppo.tokens.clipped_low, clipped.tokens.clipped_low)
    assert torch.equal(gppo.tokens.clipped_high, clipped.tokens.clipped_high)


@settings(max_examples=EXAMPLES, deadline=None)
@given(step=steps())
def test_gppo_without_betas_has_the_gradient_of_clipped_ppo(step: Step) -> None:
    """CE-GPPO, section 3.2: with both betas 0 nothing of the clipped tokens is kept."""
    if not step.mask.any():
        return
    _, kept = loss_and_gradient(GppoConfig(beta_low=0, beta_high=0), step)
    _, dropped = loss_and_gradient(ClipHigherConfig(), step)
    assert torch.equal(kept, dropped)
