"""The retry policy: what is tried again, how long it waits, when it gives up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client import (
    NotFound,
    Overloaded,
    RequestRefused,
    RetryPolicy,
    ServerFault,
    SoftjudgeError,
    TransportError,
)
from trainer_client.retry import Attempts

POLICY = RetryPolicy(
    retries=5, base_s=1.0, longest_s=6.0, budget_s=100.0, uniform=lambda low, high: high
)


def waits(policy: RetryPolicy, error: SoftjudgeError) -> list[float]:
    """Every wait until the policy gives up."""
    attempts, taken = Attempts(policy), []

    def go_on() -> None:
        while True:
            taken.append(attempts.wait_after(error))

    with pytest.raises(type(error)):
        go_on()
    return taken


def test_waits_double_up_to_the_longest() -> None:
    assert waits(POLICY, TransportError("gone")) == [1.0, 2.0, 4.0, 6.0, 6.0]


def test_the_services_advice_goes_before_a_shorter_wait() -> None:
    assert waits(POLICY, Overloaded(429, "full", 3.0)) == [3.0, 3.0, 4.0, 6.0, 6.0]


def test_the_budget_bounds_the_sum_of_waits() -> None:
    assert waits(POLICY, Overloaded(503, "full", 30.0)) == [30.0, 30.0, 30.0]


def test_silences_count_as_waiting() -> None:
    attempts = Attempts(POLICY)
    attempts.wait_after(TransportError("silent"), silence_s=60.0)
    with pytest.raises(TransportError):
        attempts.wait_after(TransportError("silent"), silence_s=60.0)


@pytest.mark.parametrize(
    "error", [RequestRefused(400, "bad", ""), NotFound(404, "gone", ""), ServerFault(500, "")]
)
def test_what_would_fail_again_is_not_tried_again(error: SoftjudgeError) -> None:
    assert waits(POLICY, error) == []


@given(st.integers(0, 2000), st.floats(0, 1e3), st.floats(0, 1e3), st.none() | st.floats(0, 1e6))
def test_any_policy_ends_within_its_bounds(
    retries: int, base_s: float, longest_s: float, advice_s: float | None
) -> None:
    policy = RetryPolicy(retries=retries, base_s=base_s, longest_s=longest_s, budget_s=500.0)
    taken = waits(policy, Overloaded(429, "full", advice_s))
    assert len(taken) <= retries
    assert sum(taken) <= 500.0 + 1e-6
    assert all(wait >= (advice_s or 0.0) for wait in taken)
