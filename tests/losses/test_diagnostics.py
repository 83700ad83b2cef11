"""What a step's log says of its tokens."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from tests.losses.steps import random_step, step_of
from trainer_client.losses.config import (
    CispoConfig,
    ClipHigherConfig,
    GppoConfig,
    LossConfig,
    SapoConfig,
)
from trainer_client.losses.correction import truncated_importance_weights
from trainer_client.losses.diagnostics import StepDiagnostics
from trainer_client.losses.divergence import kl_k3
from trainer_client.losses.policy import policy_loss

# One token in each region: clipped low, clipped high, and two that are not clipped.
LOG_RATIO = torch.tensor([[0.5], [2.0], [1.0], [1.1]]).log()
STEP = step_of(LOG_RATIO, torch.tensor([-1.0, 1.0, -2.0, 1.0]))


def diagnostics(config: LossConfig) -> dict[str, float]:
    inputs = STEP.inputs()
    return StepDiagnostics.of(inputs, policy_loss(inputs, config)).means()


def test_shares_clipped_and_the_gradient_they_keep() -> None:
    kept = diagnostics(GppoConfig())
    total = 0.8 + 1.28 + 2.0 + 1.1
    assert kept["clipped_low"] == kept["clipped_high"] == 0.25
    assert kept["gradient_kept_low"] == pytest.approx(0.8 / total)
    assert kept["gradient_kept_high"] == pytest.approx(1.28 / total)
    dropped = diagnostics(ClipHigherConfig())
    assert dropped["clipped_low"] == dropped["clipped_high"] == 0.25
    assert dropped["gradient_kept_low"] == dropped["gradient_kept_high"] == 0
    assert diagnostics(SapoConfig())["clipped_high"] == 0
    assert diagnostics(CispoConfig(epsilon_low=0.2, epsilon_high=0.28))["clipped_low"] == 0.25


def test_kl_is_the_k3_estimate() -> None:
    ratios = [0.5, 2.0, 1.0, 1.1]
    expected = sum(d - 1 - math.log(d) for d in ratios) / 4
    assert diagnostics(GppoConfig())["kl"] == pytest.approx(expected, rel=1e-5)


def test_kl_of_almost_equal_policies_and_of_far_ones() -> None:
    near = kl_k3(torch.tensor([0.0, 1e-5, -1e-5]))
    torch.testing.assert_close(near, torch.tensor([0.0, 5e-11, 5e-11]).double(), rtol=1e-3, atol=0)
    far = kl_k3(torch.tensor([1e4, -1e4]))
    assert far.isfinite().all()


def test_sums_of_parts_are_those_of_the_whole() -> None:
    step = random_step(8, 6, seed=4)
    entropy = torch.rand(8, 6)
    parts = []
    for rows in (slice(0, 3), slice(3, 8), slice(None)):
        inputs = replace(step.inputs(rows), entropy=entropy[rows])
        parts.append(StepDiagnostics.of(inputs, policy_loss(inputs, GppoConfig())))
    first, second, whole = parts
    assert (first + second).means() == pytest.approx(whole.means(), rel=1e-5)
    assert StepDiagnostics.from_tensor(whole.to_tensor()) == whole
    assert whole.means()["entropy"] == pytest.approx(entropy[step.mask].mean().item(), rel=1e-5)


def test_weights_of_an_engine_that_samples_with_other_probabilities() -> None:
    old = torch.tensor([[-1.0, -1.0, -1.0, math.nan]])
    sampler = torch.tensor([[-1.0, -3.0, -0.5, math.nan]])
    mask = torch.tensor([[True, True, True, False]])
    weights = truncated_importance_weights(old, sampler, mask, cap=2.0)
    torch.testing.assert_close(weights, torch.tensor([[1.0, 2.0, math.exp(-0.5), 0.0]]))
