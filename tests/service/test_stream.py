"""How often a stream of results is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.stream import pace_s

AGES = st.floats(0, 1e6)


@pytest.mark.parametrize(("age_s", "pause_s"), [(0, 0.01), (0.4, 0.01), (2, 0.04), (3600, 0.1)])
def test_the_pause_before_the_next_page(age_s: float, pause_s: float) -> None:
    assert pace_s(age_s) == pytest.approx(pause_s)


@given(AGES, AGES)
def test_an_older_stream_never_waits_less(one: float, other: float) -> None:
    assert pace_s(min(one, other)) <= pace_s(max(one, other))
