"""Advantages of the rollouts of a prompt, relative to their group.

GRPO (DeepSeekMath, arXiv 2402.03300, section 4.1.2): A_i = (r_i - mean(r)) / std(r) over the
rollouts of one prompt, with the population's deviation. Options: no division (Dr. GRPO,
arXiv 2503.20783) and a baseline that leaves the rollout itself out (RLOO, arXiv 2402.14740).

A rollout without verdict (`None`) is in no mean and no deviation and has no advantage.
No torch here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from trainer_client.config_base import Config

VARIANCE_FLOOR = 1e-6
"""Rewards of a group that lie closer than this are the same: pass rates differ by more."""


class AdvantageConfig(Config):
    """How rewards become advantages."""

    reward: Literal["pass_rate", "hard", "signed"] = Field(
        default="pass_rate",
        description="of a pass rate p: p itself, 1 if p is 1 and else 0, or 2p - 1",
    )
    baseline: Literal["mean", "leave_one_out"] = Field(
        default="mean",
        description="what is subtracted: the mean of the group, or of the group's other rollouts",
    )
    scale: Literal["deviation", "none"] = Field(
        default="deviation",
        description="what it is divided by: the group's population standard deviation, or nothing",
    )
    drop_uniform_groups: bool = Field(
        default=True,
        description="leave out groups whose pass rates are all the same, to be refilled",
    )


@dataclass(frozen=True, slots=True)
class GroupAdvantages:
    """The advantages of one prompt's rollouts, in their order."""

    advantages: tuple[float | None, ...]
    """None: left out of the loss and of its denominator (no verdict, or the group is dropped)."""
    dropped: bool
    """Pass rates (not the shaped rewards) had no variance: generate others in its place."""
    mean: float
    """Of the shaped rewards, less penalties, that have a verdict; NaN if there is none."""
    deviation: float
    """Population standard deviation of the same; NaN if there is none."""


def shaped_reward(pass_rate: float, kind: Literal["pass_rate", "hard", "signed"]) -> float:
    """The reward that a pass rate in [0, 1] is worth."""
    match kind:
        case "pass_rate":
            return pass_rate
        case "hard":
            return float(pass_rate == 1)
        case "signed":
            return 2 * pass_rate - 1


def group_advantages(
    pass_rates: Sequence[float | None],
    config: AdvantageConfig,
    penalties: Sequence[float] | None = None,
) -> GroupAdvantages:
    """Advantages of one prompt's rollouts; `pass_rates` in [0, 1], None: no verdict.

    `penalties` are subtracted from the shaped rewards, such as one for excessive length.
    """
    scored = [rate for rate in pass_rates if rate is not None]
    rewards = [
        shaped_reward(rate, config.reward) - penalty
        for rate, penalty in zip(pass_rates, penalties or [0.0] * len(pass_rates), strict=True)
        if rate is not None
    ]
    mean, deviation = _moments(rewards)
    if config.drop_uniform_groups and not _varies(scored):
        return GroupAdvantages((None,) * len(pass_rates), True, mean, deviation)
    values = iter(_advantages(rewards, mean, deviation, config))
    return GroupAdvantages(
        advantages=tuple(None if rate is None else next(values) for rate in pass_rates),
        dropped=False,
        mean=mean,
        deviation=deviation,
    )


def _varies(values: Sequence[float]) -> bool:
    return len(values) > 1 and max(values) - min(values) > VARIANCE_FLOOR


def _moments(rewards: Sequence[float]) -> tuple[float, float]:
    if not rewards:
        return math.nan, math.nan
    mean = math.fsum(rewards) / len(rewards)
    return mean, math.sqrt(math.fsum((each - mean) ** 2 for each in rewards) / len(rewards))


def _advantages(
    rewards: Sequence[float], mean: float, deviation: float, config: AdvantageConfig
) -> list[float]:
    if not _varies(rewards):
        return [0.0] * len(rewards)
    scale = deviation if config.scale == "deviation" else 1.0
    if config.baseline == "leave_one_out":
        # r - mean of the others = (r - mean of all) * n / (n - 1)
        scale *= (len(rewards) - 1) / len(rewards)
    return [(each - mean) / scale for each in rewards]
