"""From verdicts to one number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from service import wire


def reward_of(mode: wire.Reward, weights: Sequence[float], passed: Sequence[bool]) -> float:
    """The reward of a program. `weights` and `passed` have one entry a test run, at least one.

    The soft reward is Klear-Reasoner's (arXiv 2508.07629), with weights.
    """
    soft = math.fsum(w for w, ok in zip(weights, passed, strict=True) if ok) / math.fsum(weights)
    match mode:
        case wire.SoftReward():
            return soft
        case wire.HardReward():
            return float(all(passed))
        case wire.LinearReward():
            return mode.low + (mode.high - mode.low) * soft


def reward_of_nothing(mode: wire.Reward) -> float:
    """The reward where no test can pass: there is no program."""
    return reward_of(mode, [1.0], [False])
