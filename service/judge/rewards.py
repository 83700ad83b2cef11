"""From verdicts to one number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service import wire


@dataclass(frozen=True, slots=True)
class Graded:
    """One test as it counts: the share of it that was reached, 0 to 1 (1 is a pass)."""

    share: float
    weight: float = 1.0
    group: str | None = None


Groups = Mapping[str, wire.Group]


def reward_of(mode: wire.Reward, tests: Sequence[Graded], groups: Groups) -> float:
    """The reward of a program with at least one test.

    The soft reward is Klear-Reasoner's (arXiv 2508.07629), with weights; with groups, the
    share of their scores.
    """
    match mode:
        case wire.SoftReward():
            return _soft(tests, groups)
        case wire.HardReward():
            return float(all(test.share >= 1 for test in tests))
        case wire.LinearReward():
            return mode.low + (mode.high - mode.low) * _soft(tests, groups)


def reward_of_nothing(mode: wire.Reward) -> float:
    """The reward where no test can pass: there is no program."""
    return reward_of(mode, [Graded(0.0)], {})


def shares_of(tests: Sequence[Graded], groups: Groups) -> dict[str, float]:
    """The share of its score that each group reaches."""
    shares = {}
    for name, group in groups.items():
        own = [test for test in tests if test.group == name]
        least = min((test.share for test in own), default=0.0)
        shares[name] = least if group.rule == "min" else _share(own)
    return shares


def _soft(tests: Sequence[Graded], groups: Groups) -> float:
    if not groups:
        return _share(tests)
    shares = shares_of(tests, groups)
    reached = math.fsum(group.score * shares[name] for name, group in groups.items())
    return reached / math.fsum(group.score for group in groups.values())


def _share(tests: Sequence[Graded]) -> float:
    """The share of the weights that was reached; 0 of none."""
    weights = math.fsum(test.weight for test in tests)
    return math.fsum(test.weight * test.share for test in tests) / weights if tests else 0.0
