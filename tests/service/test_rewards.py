"""From verdicts to rewards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import wire
from service.judge.rewards import Graded, reward_of, reward_of_nothing

weight = st.floats(1e-6, 1e6)
outcomes = st.lists(st.tuples(weight, st.booleans()), min_size=1)
bound = st.floats(-1e6, 1e6)


def graded(runs: list[tuple[float, bool]]) -> list[Graded]:
    return [Graded(float(ok), weight) for weight, ok in runs]


@given(outcomes)
def test_soft_is_the_share_of_weights(runs: list[tuple[float, bool]]) -> None:
    passed = [ok for _, ok in runs]
    reward = reward_of(wire.SoftReward(), graded(runs), {})
    assert 0.0 <= reward <= 1.0
    assert (reward == 1.0) >= all(passed)
    assert (reward == 0.0) == (not any(passed))


@given(outcomes)
def test_hard_is_all_or_nothing(runs: list[tuple[float, bool]]) -> None:
    every = all(ok for _, ok in runs)
    assert reward_of(wire.HardReward(), graded(runs), {}) == (1.0 if every else 0.0)


@given(outcomes, bound, bound)
def test_linear_lies_between_its_bounds(
    runs: list[tuple[float, bool]], low: float, high: float
) -> None:
    mode = wire.LinearReward(low=low, high=high)
    reward = reward_of(mode, graded(runs), {})
    slack = 1e-9 * (abs(low) + abs(high))
    assert min(low, high) - slack <= reward <= max(low, high) + slack


def test_one_more_test_passed_never_lowers_the_soft_reward() -> None:
    one = graded([(1.0, True), (2.0, False), (5.0, False)])
    two = graded([(1.0, True), (2.0, False), (5.0, True)])
    assert reward_of(wire.SoftReward(), one, {}) == pytest.approx(1 / 8)
    assert reward_of(wire.SoftReward(), two, {}) == pytest.approx(6 / 8)


def test_no_program_gets_the_lowest_reward() -> None:
    assert reward_of_nothing(wire.SoftReward()) == 0.0
    assert reward_of_nothing(wire.HardReward()) == 0.0
    assert reward_of_nothing(wire.LinearReward(low=-1.0, high=1.0)) == -1.0
