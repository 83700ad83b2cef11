"""The NLL of passing rollouts, alone and as a part of the objective."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from tests.losses.steps import DEFAULTS, random_step
from trainer_client.losses.config import LossConfig, ObjectiveConfig
from trainer_client.losses.nll import passing_nll
from trainer_client.losses.objective import objective
from trainer_client.losses.policy import policy_loss

STEP = random_step(8, 6, seed=3)


def test_it_is_the_mean_over_tokens_of_passing_rollouts() -> None:
    tokens = STEP.mask & STEP.passed[:, None]
    assert tokens.any()
    assert not tokens.all()
    logprobs = STEP.logprobs.clone().requires_grad_()
    nll = passing_nll(STEP.inputs(logprobs=logprobs))
    torch.testing.assert_close(nll, -STEP.logprobs[tokens].mean())
    (gradient,) = torch.autograd.grad(nll, logprobs)
    torch.testing.assert_close(gradient, -tokens.float() / tokens.sum())


@pytest.mark.parametrize("passed", [None, torch.zeros(8, dtype=torch.bool)])
def test_without_passing_rollouts_it_is_zero(passed: torch.Tensor | None) -> None:
    step = replace(STEP, passed=torch.zeros(8, dtype=torch.bool))
    logprobs = step.logprobs.clone().requires_grad_()
    nll = passing_nll(replace(step.inputs(logprobs=logprobs), passed=passed))
    assert nll.item() == 0
    assert (torch.autograd.grad(nll, logprobs)[0] == 0).all()


@pytest.mark.parametrize("config", DEFAULTS, ids=lambda config: config.name)
def test_it_adds_to_any_loss(config: LossConfig) -> None:
    inputs = STEP.inputs()
    policy, nll = policy_loss(inputs, config).loss, passing_nll(inputs)
    for alpha in (0.0, 0.1, 2.0):
        both = objective(inputs, ObjectiveConfig(policy=config, nll_coefficient=alpha)).loss
        torch.testing.assert_close(both, policy + alpha * nll)
