"""Comparing returned values with expected ones."""

from __future__ import annotations

import json
import math
from collections import Counter, OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.judge.calls import difference

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_a_value_agrees_with_its_own_json(value: object) -> None:
    assert difference(json.loads(json.dumps(value)), value) is None


@given(json_values, json_values)
def test_agreement_is_equality_of_json_texts(expected: object, actual: object) -> None:
    def text(value: object) -> str:
        return json.dumps(value, sort_keys=True).replace("-0.0", "0.0")

    assert (difference(expected, actual) is None) == (text(expected) == text(actual))


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (1, True),
        (True, 1),
        (1, 1.0),
        (1.0, 1),
        ("1", 1),
        (None, False),
        (0, None),
        ([1], [1, 1]),
        ([1, 2], {1, 2}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"1": 1}, {1.5: 1}),
        ([True], [1]),
        ({"k": [0]}, {"k": [False]}),
        ({"1": "a"}, {1: "a", "1": "a"}),  # two keys that JSON writes alike
        ({"(1, 2)": 0}, {(1, 2): 0}),  # a key that JSON cannot write
        ("a", b"a"),
        (0.1 + 0.2, 0.3),
    ],
)
def test_values_that_differ(expected: object, actual: object) -> None:
    assert difference(expected, actual) is not None


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ([1, [2]], (1, (2,))),
        ({"2": "a", "true": "b", "null": "c"}, {2: "a", True: "b", None: "c"}),
        ({"a": 1}, OrderedDict(a=1)),
        ({"x": 2}, Counter("xx")),
        (math.nan, math.nan),
        ([math.inf], [math.inf]),
    ],
)
def test_values_that_agree(expected: object, actual: object) -> None:
    assert difference(expected, actual) is None


def test_the_place_is_named() -> None:
    message = difference({"a": [1, 2]}, {"a": [1, 3]})
    assert message == "result['a'][1]: expected int '2', got int '3'"


def test_numbers_too_long_to_write() -> None:
    assert difference(1, 10**5000) == "result: expected int '1', got int"
    assert difference(10**5000, 10**5000) is None
    assert difference({"1": 1}, {10**5000: 1}) is not None
