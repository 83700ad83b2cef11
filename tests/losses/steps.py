"""Optimiser steps to try losses on, and hypothesis's way of making them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import hypothesis.strategies as st
import numpy as np
import torch
from hypothesis.extra.numpy import arrays
from torch import Tensor

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
from trainer_client.losses.inputs import LossInputs, StepTotals

DEFAULTS: tuple[LossConfig, ...] = (
    GppoConfig(),
    PpoClipConfig(),
    ClipHigherConfig(),
    CispoConfig(),
    GspoConfig(),
    SapoConfig(),
    CeGppoConfig(),
)
NAMES = [config.name for config in DEFAULTS]


@dataclass(frozen=True)
class Step:
    """Tensors of one whole optimiser step, as `LossInputs` names them."""

    logprobs: Tensor
    old_logprobs: Tensor
    advantages: Tensor
    mask: Tensor
    passed: Tensor
    weights: Tensor

    @property
    def totals(self) -> StepTotals:
        return StepTotals.count(self.mask, self.passed)

    def inputs(self, rows: slice = slice(None), logprobs: Tensor | None = None) -> LossInputs:
        """Some rollouts of the step, as one micro-batch."""
        logprobs = self.logprobs if logprobs is None else logprobs
        return LossInputs(
            logprobs=logprobs[rows],
            old_logprobs=self.old_logprobs[rows],
            advantages=self.advantages[rows],
            mask=self.mask[rows],
            totals=self.totals,
            passed=self.passed[rows],
            weights=self.weights[rows],
        )

    def to(self, dtype: torch.dtype) -> Step:
        return replace(
            self,
            logprobs=self.logprobs.to(dtype),
            old_logprobs=self.old_logprobs.to(dtype),
            advantages=self.advantages.to(dtype),
            weights=self.weights.to(dtype),
        )


def step_of(log_ratio: Tensor, advantages: Tensor, mask: Tensor | None = None) -> Step:
    """A step with these log-ratios [B, T] and advantages [B]; everything else plain."""
    shape, dtype = log_ratio.shape, log_ratio.dtype
    old = torch.linspace(-3.0, -0.1, log_ratio.numel(), dtype=dtype).reshape(shape)
    return Step(
        logprobs=old + log_ratio,
        old_logprobs=old,
        advantages=advantages,
        mask=torch.ones(shape, dtype=torch.bool) if mask is None else mask,
        passed=torch.zeros(shape[0], dtype=torch.bool),
        weights=torch.ones(shape, dtype=dtype),
    )


def random_step(rollouts: int, tokens: int, seed: int = 0) -> Step:
    """Rollouts of different lengths, one of them without verdict, some passing; float32."""
    g = torch.Generator().manual_seed(seed)
    lengths = torch.randint(1, tokens + 1, (rollouts,), generator=g)
    lengths[rollouts // 2] = 0
    step = step_of(
        torch.randn(rollouts, tokens, generator=g) * 0.5,
        torch.randn(rollouts, generator=g),
        torch.arange(tokens) < lengths[:, None],
    )
    return replace(
        step,
        passed=torch.rand(rollouts, generator=g) < 0.4,
        weights=torch.rand(rollouts, tokens, generator=g) + 0.5,
    )


def _floats(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


@st.composite
def steps(draw: st.DrawFn, rollouts: int = 8, tokens: int = 8) -> Step:
    """Float64 steps, ratios from e^-4 to e^4 with many near 1."""
    shape = (rollouts, tokens)
    near_and_far = st.one_of(_floats(-0.5, 0.5), _floats(-4, 4))
    log_ratio = draw(arrays(np.float64, shape, elements=near_and_far))
    step = step_of(
        torch.from_numpy(log_ratio),
        torch.from_numpy(draw(arrays(np.float64, rollouts, elements=_floats(-3, 3)))),
        torch.from_numpy(
            draw(arrays(np.bool_, shape, elements=st.sampled_from([True] * 9 + [False])))
        ),
    )
    weights = draw(arrays(np.float64, shape, elements=_floats(0.1, 2)))
    return replace(step, weights=torch.from_numpy(weights))


def configs(name: str) -> st.SearchStrategy[LossConfig]:
    """Configurations of one loss, with any constants."""
    average = st.sampled_from(["tokens", "rollouts"])
    low, high, dual = _floats(0.05, 0.6), _floats(0.05, 2), st.none() | _floats(1.5, 8)
    sides = {"average": average, "epsilon_low": low, "epsilon_high": high}
    betas = {"beta_low": _floats(0, 1.5), "beta_high": _floats(0, 1.5)}
    strategies: dict[str, st.SearchStrategy[LossConfig]] = {
        "gppo": st.builds(GppoConfig, **sides, **betas, dual_clip=dual)
        | st.builds(GppoConfig, **sides),
        "ppo_clip": st.builds(PpoClipConfig, average=average, epsilon=low, dual_clip=dual),
        "clip_higher": st.builds(ClipHigherConfig, **sides, dual_clip=dual),
        "cispo": st.builds(
            CispoConfig, average=average, epsilon_low=st.none() | low, epsilon_high=high
        ),
        "gspo": st.builds(GspoConfig, **sides),
        "sapo": st.builds(
            SapoConfig, average=average, tau_positive=high, tau_negative=_floats(0.05, 3)
        ),
        "ce_gppo": st.builds(CeGppoConfig, **sides, **betas, dual_clip=dual),
    }
    return strategies[name]
