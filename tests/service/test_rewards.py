"""From verdicts to rewards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import wire
from service.judge.rewards import reward_of, reward_of_nothing

weight = st.floats(1e-6, 1e6)
outcomes = st.lists(st.tuples(weight, st.booleans()), min_size=1)
bound = st.floats(-1e6, 1e6)


@given(outcomes)
def test_soft_is_the_share_of_weights(runs: list[tuple[float, bool]]) -> None:
    weights, passed = zip(*runs, strict=True)
    reward = reward_of(wire.SoftReward(), weights, passed)
    assert 0.0 <= reward <= 1.0
    assert (reward == 1.0) >= all(passed)
    assert (reward == 0.0) == (not any(passed))


@given(outcomes)
def test_hard_is_all_or_nothing(runs: list[tuple[float, bool]]) -> None:
    weights, passed = zip(*runs, strict=True)
    assert reward_of(wire.HardReward(), weights, passed) == (1.0 if all(passed) else 0.0)


@given(outcomes, bound, bound)
def test_linear_lies_between_its_bounds(
    runs: list[tuple[float, bool]], low: float, high: float
) -> None:
    weights, passed = zip(*runs, strict=True)
    mode = wire.LinearReward(low=low, high=high)
    reward = reward_of(mode, weights, passed)
    slack = 1e-9 * (abs(low) + abs(high))
    assert min(low, high) - slack <= reward <= max(low, high) + slack


def test_one_more_test_passed_never_lowers_the_soft_reward() -> None:
    weights = [1.0, 2.0, 5.0]
    assert reward_of(wire.SoftReward(), weights, [True, False, False]) == pytest.approx(1 / 8)
    assert reward_of(wire.SoftReward(), weights, [True, False, True]) == pytest.approx(6 / 8)


def test_no_program_gets_the_lowest_reward() -> None:
    assert reward_of_nothing(wire.SoftReward()) == 0.0
    assert reward_of_nothing(wire.HardReward()) == 0.0
    assert reward_of_nothing(wire.LinearReward(low=-1.0, high=1.0)) == -1.0
