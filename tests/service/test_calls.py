"""Comparing returned values with expected ones."""

from __future__ import annotations

import json
import math
from collections import Counter, OrderedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Execution
from sandbox.guest import values
from service import wire
from service.judge.calls import Rules, difference
from service.judge.cases import Judging, checks_of
from service.judge.compare.tolerance import Tolerance
from service.judge.verdicts import judge

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


# --- rules -----------------------------------------------------------------------------

CLOSE = Rules(Tolerance(absolute=1e-6, relative=1e-6))
AS_THEY_ARE = Rules(tuples_as_lists=False)

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        (0.3, 0.1 + 0.2, True),
        ([{"a": 0.3}], [{"a": 0.1 + 0.2}], True),
        (1e9, 1e9 + 1, True),
        (0.0, 1e-7, True),
        (0.3, 0.31, False),
        (1e-7, 5e-6, False),
        (1, 1.0, False),  # a tolerance does not touch types
        (1.0, 1, False),
        (1.0, True, False),
        (10**9, 10**9 + 1, False),  # nor integers
        ("0.3", "0.30000000000000004", False),
        (math.inf, 1e308, False),
        (math.inf, math.inf, True),
        (math.inf, -math.inf, False),
        (math.nan, math.nan, True),
        (math.nan, 0.0, False),
    ],
)
def test_floats_within_a_tolerance(expected: object, actual: object, same: bool) -> None:
    assert (difference(expected, actual, CLOSE) is None) == same


@given(json_values, json_values, st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_tolerance_only_adds_and_only_to_floats(
    expected: object, actual: object, absolute: float, relative: float
) -> None:
    within = difference(expected, actual, Rules(Tolerance(absolute, relative))) is None
    if difference(expected, actual) is None:
        assert within
    if not isinstance(expected, float | list | dict) and difference(expected, actual):
        assert not within


@given(finite, finite, st.floats(0, 10), st.floats(0, 10))
def test_a_larger_tolerance_accepts_no_less(
    expected: float, actual: float, one: float, other: float
) -> None:
    small, large = sorted((one, other))
    if difference(expected, actual, Rules(Tolerance(small, small))) is None:
        assert difference(expected, actual, Rules(Tolerance(large, large))) is None


def test_tuples_may_be_told_from_lists() -> None:
    assert difference([1, [2]], [1, [2]], AS_THEY_ARE) is None
    assert difference([1], (1,), AS_THEY_ARE) == "result: expected a list, got a tuple"
    assert difference([[1]], [(1,)], AS_THEY_ARE) == "result[0]: expected a list, got a tuple"


@pytest.mark.parametrize(
    ("options", "returned", "verdict"),
    [
        ({"expected": [0.3]}, (0.3,), "passed"),
        ({"expected": [0.3]}, [0.1 + 0.2], "wrong_answer"),
        ({"expected": [0.3], "float_absolute_tolerance": 1e-9}, [0.1 + 0.2], "passed"),
        ({"expected": [0.3], "float_relative_tolerance": 1e-9}, (0.1 + 0.2,), "passed"),
        ({"expected": [0.3], "tuples_as_lists": False}, (0.3,), "wrong_answer"),
        ({"expected": 1, "float_absolute_tolerance": 1.0}, True, "wrong_answer"),
    ],
)
def test_the_rules_of_a_test_reach_its_verdict(
    options: dict[str, object], returned: object, verdict: str
) -> None:
    test = wire.CallTest.model_validate({"function": "f"} | options)
    (check,) = checks_of([test], Judging(wire.Compare()))
    seen = Execution(0, None, None, 0.0, 0.0, 0.0, value=values.encode(returned))
    assert judge(check, seen).verdict == verdict
