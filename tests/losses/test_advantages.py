"""Advantages of a group's rollouts."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.advantages import AdvantageConfig, group_advantages, shaped_reward

rates = st.lists(st.none() | st.sampled_from([0.0, 0.25, 0.5, 2 / 3, 1.0]), min_size=0, max_size=16)


@given(rates)
def test_mean_and_population_deviation_of_those_with_a_verdict(
    pass_rates: list[float | None],
) -> None:
    group = group_advantages(pass_rates, AdvantageConfig())
    scored = [rate for rate in pass_rates if rate is not None]
    assert group.dropped == (len(set(scored)) < 2)
    if group.dropped:
        assert group.advantages == (None,) * len(pass_rates)
        return
    mean, deviation = statistics.fmean(scored), statistics.pstdev(scored)
    expected = [None if rate is None else (rate - mean) / deviation for rate in pass_rates]
    assert list(group.advantages) == pytest.approx(expected)
    assert (group.mean, group.deviation) == pytest.approx((mean, deviation))


@given(rates)
def test_leave_one_out_without_deviation(pass_rates: list[float | None]) -> None:
    config = AdvantageConfig(baseline="leave_one_out", scale="none")
    group = group_advantages(pass_rates, config)
    if group.dropped:
        return
    for i, (rate, advantage) in enumerate(zip(pass_rates, group.advantages, strict=True)):
        others = [x for j, x in enumerate(pass_rates) if j != i and x is not None]
        if rate is None:
            assert advantage is None
        else:
            assert advantage == pytest.approx(rate - statistics.fmean(others))


@given(rates, st.integers(0, 16))
def test_a_rollout_without_verdict_changes_nothing(
    pass_rates: list[float | None], place: int
) -> None:
    config = AdvantageConfig()
    place = min(place, len(pass_rates))
    longer = [*pass_rates[:place], None, *pass_rates[place:]]
    with_none = list(group_advantages(longer, config).advantages)
    assert with_none.pop(place) is None
    assert with_none == list(group_advantages(pass_rates, config).advantages)


def test_groups_are_dropped_by_the_soft_reward() -> None:
    """Under the hard reward this group has no variance, but its pass rates have."""
    hard = AdvantageConfig(reward="hard")
    group = group_advantages([0.0, 0.5, 0.5, None], hard)
    assert not group.dropped
    assert group.advantages == (0.0, 0.0, 0.0, None)
    assert group_advantages([1.0, 1.0], hard).dropped


@pytest.mark.parametrize("pass_rates", [[], [None, None], [0.5], [0.5, None], [0.1 + 0.2, 0.3]])
def test_groups_without_variance(pass_rates: list[float | None]) -> None:
    dropped = group_advantages(pass_rates, AdvantageConfig())
    assert dropped.dropped
    assert set(dropped.advantages) <= {None}
    kept = group_advantages(pass_rates, AdvantageConfig(drop_uniform_groups=False))
    assert not kept.dropped
    assert [each for each in kept.advantages if each] == []
    assert [each is None for each in kept.advantages] == [rate is None for rate in pass_rates]
    assert math.isnan(kept.mean) == all(rate is None for rate in pass_rates)


@pytest.mark.parametrize(
    ("kind", "rewards"),
    [("pass_rate", [0.0, 0.5, 1.0]), ("hard", [0.0, 0.0, 1.0]), ("signed", [-1.0, 0.0, 1.0])],
)
def test_rewards(kind: str, rewards: list[float]) -> None:
    config = AdvantageConfig.model_validate({"reward": kind})
    assert [shaped_reward(p, config.reward) for p in (0.0, 0.5, 1.0)] == rewards
