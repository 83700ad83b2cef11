"""Estimators against what they estimate."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.evaluation.estimators import compare, estimate, pass_at_k

COUNTS = st.integers(1, 9).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(1, n))
)
RATES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(COUNTS)
def test_pass_at_k_is_the_share_of_all_choices_of_k_samples(counts: tuple[int, int, int]) -> None:
    samples, passed, k = counts
    outcomes = [True] * passed + [False] * (samples - passed)
    chosen = [any(those) for those in combinations(outcomes, k)]
    assert pass_at_k(samples, passed, k) == pytest.approx(sum(chosen) / len(chosen), abs=1e-12)


@given(st.integers(1, 2000), st.data())
def test_pass_at_k_is_its_formula(samples: int, data: st.DataObject) -> None:
    passed, k = data.draw(st.integers(0, samples)), data.draw(st.integers(1, samples))
    exact = 1 - comb(samples - passed, k) / comb(samples, k)
    assert pass_at_k(samples, passed, k) == pytest.approx(exact, abs=1e-9)


def test_pass_at_k_is_unbiased() -> None:
    """Over all outcomes of five samples that pass with chance 0.3: 1 - 0.7^k."""
    rate = 0.3
    for k in range(1, 6):
        mean = sum(
            comb(5, c) * rate**c * (1 - rate) ** (5 - c) * pass_at_k(5, c, k) for c in range(6)
        )
        assert mean == pytest.approx(1 - (1 - rate) ** k)


@pytest.mark.parametrize("counts", [(4, 5, 1), (4, -1, 1), (4, 2, 5), (4, 2, 0), (0, 0, 1)])
def test_other_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="pass@"):
        pass_at_k(*counts)


@given(RATES)
def test_an_interval_holds_the_mean_and_lies_within_the_values(values: list[float]) -> None:
    found = estimate(values)
    assert found.value == pytest.approx(sum(values) / len(values))
    assert min(values) - 1e-12 <= found.low <= found.high <= max(values) + 1e-12
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9 or len(values) < 5


def test_intervals_cover_as_often_as_they_say() -> None:
    generator = np.random.default_rng(0)
    covered = 0
    for _ in range(60):
        found = estimate([float(each) for each in generator.random(80)])
        covered += found.low <= 0.5 <= found.high
    assert covered >= 50  # 57 expected; fewer than 50 happens once in several thousand times


@given(RATES)
def test_a_model_does_not_differ_from_itself(values: list[float]) -> None:
    found = compare(values, values)
    assert (found.difference.value, found.difference.low, found.difference.high) == (0, 0, 0)
    assert found.p == 1.0


def test_pairs_tell_what_unpaired_intervals_do_not() -> None:
    generator = np.random.default_rng(1)
    first = [float(each) for each in generator.random(100)]
    second = [each + 0.01 for each in first]
    found = compare(first, second)
    assert found.difference.low > 0
    assert found.p == 0.0
    assert estimate(first).high > estimate(second).low
    back = compare(second, first)
    assert back.difference.value == pytest.approx(-found.difference.value)


def test_nothing_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no problems"):
        estimate([])
    with pytest.raises(ValueError, match="pairs"):
        compare([1.0], [])
