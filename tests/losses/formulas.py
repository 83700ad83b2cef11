"""The losses as the papers write them, in float64, apart from the code under test.

`objective` is literal: `min`, `clip` and division by sg(d). What stands under a stop-gradient is
computed from `anchor`, so a finite difference moves `logprobs` alone. `factor` is the closed form
of the gradient, in plain Python, token by token.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from tests.losses.steps import Step
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


def objective(config: LossConfig, step: Step, logprobs: Tensor, anchor: Tensor) -> Tensor:
    """[B, T]: what each token adds to the objective, before weights and the denominator."""
    old, a = step.old_logprobs, step.advantages.unsqueeze(1)
    d, sg_d = (logprobs - old).exp(), (anchor - old).exp()
    match config:
        case GppoConfig(beta_low=1, beta_high=1, dual_clip=None):
            low, high = 1 - config.epsilon_low, 1 + config.epsilon_high
            clip = torch.clamp(d, low / sg_d * d, high / sg_d * d)
            return torch.minimum(d * a, clip * a)
        case GppoConfig() | CeGppoConfig():
            low, high = 1 - config.epsilon_low, 1 + config.epsilon_high
            kept_low, kept_high = (
                config.beta_low * low / sg_d * d,
                config.beta_high * high / sg_d * d,
            )
            value = torch.where((d < low) & (a < 0), kept_low, d)
            value = torch.where((d > high) & (a > 0), kept_high, value)
            return _dual(value * a, a, config.dual_clip)
        case PpoClipConfig():
            clip = d.clamp(1 - config.epsilon, 1 + config.epsilon)
            return _dual(torch.minimum(d * a, clip * a), a, config.dual_clip)
        case ClipHigherConfig():
            clip = d.clamp(1 - config.epsilon_low, 1 + config.epsilon_high)
            return _dual(torch.minimum(d * a, clip * a), a, config.dual_clip)
        case CispoConfig():
            lower = None if config.epsilon_low is None else 1 - config.epsilon_low
            return sg_d.clamp(lower, 1 + config.epsilon_high) * a * logprobs
        case GspoConfig():
            s = sequence_ratio(step, anchor) * (logprobs - anchor).exp()  # GSPO-token, eq. 14
            clip = s.clamp(1 - config.epsilon_low, 1 + config.epsilon_high)
            return torch.minimum(s * a, clip * a)
        case SapoConfig():
            positive = (a > 0).to(a.dtype)
            tau = config.tau_positive * positive + config.tau_negative * (1 - positive)
            return 4 / tau / (1 + torch.exp(-tau * (d - 1))) * a


def _dual(value: Tensor, a: Tensor, bound: float | None) -> Tensor:
    return value if bound is None else torch.where(a < 0, torch.maximum(value, bound * a), value)


def sequence_ratio(step: Step, logprobs: Tensor) -> Tensor:
    """[B, 1]: GSPO's s, eq. 7."""
    total = ((logprobs - step.old_logprobs) * step.mask).sum(1, keepdim=True)
    return (total / step.mask.sum(1, keepdim=True).clamp(min=1)).exp()


def ratio(config: LossConfig, step: Step) -> Tensor:
    """[B, T]: the ratio that the loss looks at, of the token or (GSPO) of its rollout."""
    if isinstance(config, GspoConfig):
        return sequence_ratio(step, step.logprobs).expand_as(step.logprobs)
    return (step.logprobs - step.old_logprobs).exp()


def bounds(config: LossConfig) -> list[float]:
    """Ratios at which the gradient jumps."""
    match config:
        case PpoClipConfig(epsilon=epsilon, dual_clip=dual):
            return [1 - epsilon, 1 + epsilon, *([dual] if dual else [])]
        case GppoConfig() | CeGppoConfig() | ClipHigherConfig():
            dual = config.dual_clip
            return [
                1 - config.epsilon_low,
                1 + config.epsilon_high,
                *([dual] if dual else []),
            ]
        case GspoConfig():
            return [1 - config.epsilon_low, 1 + config.epsilon_high]
        case CispoConfig() | SapoConfig():
            return []


def factor(config: LossConfig, d: float, a: float) -> float:
    """F in the token's gradient F * A * grad log pi."""
    match config:
        case GppoConfig() | CeGppoConfig():
            if d < 1 - config.epsilon_low and a < 0:
                return config.beta_low * (1 - config.epsilon_low)
            if d > 1 + config.epsilon_high and a > 0:
                return config.beta_high * (1 + config.epsilon_high)
            return 0.0 if config.dual_clip and d > config.dual_clip and a < 0 else d
        case PpoClipConfig(epsilon=epsilon, dual_clip=dual):
            return _dropped(d, a, epsilon, epsilon, dual)
        case ClipHigherConfig():
            return _dropped(d, a, config.epsilon_low, config.epsilon_high, config.dual_clip)
        case GspoConfig():
            return _dropped(d, a, config.epsilon_low, config.epsilon_high, None)
        case CispoConfig():
            lower = 0.0 if config.epsilon_low is None else 1 - config.epsilon_low
            return min(max(d, lower), 1 + config.epsilon_high)
        case SapoConfig():
            tau = config.tau_positive if a > 0 else config.tau_negative
            return d / math.cosh(tau / 2 * (d - 1)) ** 2


def _dropped(d: float, a: float, low: float, high: float, dual: float | None) -> float:
    below = d < 1 - low and a < 0
    above = (d > 1 + high and a > 0) or (dual is not None and d > dual and a < 0)
    return 0.0 if below or above else d
