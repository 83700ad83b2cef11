"""What tests say of which input, and what contradicts it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.filtering.expectations import expectations
from trainer_client.filtering.splitting import split
from trainer_client.types import (
    AssertTest,
    CallTest,
    Checker,
    Problem,
    StdioTest,
)


def contradicting(problem: Problem) -> set[str]:
    found = list(expectations(split(problem)))
    return {
        name
        for one, other in combinations(found, 2)
        if one.contradicts(other)
        for name in (one.test, other.test)
    }


def asserting(*statements: str) -> Problem:
    return Problem(language="python", tests=[AssertTest(asserts=[*statements])])


@pytest.mark.parametrize(
    "statements",
    [
        ("assert f(1) == 2", "assert f(1) == 3"),
        ("assert f(1) == 2", "assert 3 == f(1)"),
        ("assert f([1, 2]) == True", "assert not f([1, 2])"),
        ("assert f('a') is None", "assert f('a')"),
        ("assert set(f(1)) == set([1, 2])", "assert set(f(1)) == {3}"),
        ("assert Solution().f(n = 1) == (1,)", "assert Solution().f(n=1) == [1]"),
        (
            "assert agrees_with((f if x else g)(*call_arguments('[1]')), '[2]')",
            "assert agrees_with((f if x else g)(*call_arguments('[1]')), '[3]')",
        ),
    ],
)
def test_contradictions_of_assertions(statements: tuple[str, ...]) -> None:
    assert contradicting(asserting(*statements, "assert f(5) == 5")) == {"1.1", "1.2"}


@pytest.mark.parametrize(
    "statements",
    [
        ("assert f(1) == 2", "assert f(2) == 3"),
        ("assert f(1) == 2", "assert f(1) == 2.0"),
        ("assert f(1) == 0.1", "assert f(1) == 0.1 + 1e-12"),
        ("assert f(x) == 2", "assert f(x) == 3"),
        ("assert f(1) == g(1)", "assert f(1) == g(2)"),
        ("assert f(1) == []", "assert not f(1)"),
        ("assert f(1) != 2", "assert f(1) == 2"),
        ("assert", "assert f("),
        ("assert f(1) == " + "9" * 5000, "assert f(1) == 0.5"),
    ],
)
def test_no_contradictions(statements: tuple[str, ...]) -> None:
    assert contradicting(asserting(*statements)) == set()


def test_checks_contradict_themselves() -> None:
    check = """
def check(candidate):
    n = 1
    assert candidate(n) == 1
    assert candidate(7) == 8
    assert candidate(3) == 3
    n = 2
    assert candidate(n) == 2
    assert candidate(7) == 9
"""
    problem = Problem(language="python", tests=[AssertTest(check=check, entry_point="f")])
    assert contradicting(problem) == {"2", "5"}


def test_outputs() -> None:
    tests = [
        StdioTest(stdin="1 2\n", stdout="3\n"),
        StdioTest(stdin="1 2", stdout="4"),
        StdioTest(stdin="2 2", stdout="YES 0.50"),
        StdioTest(stdin="2 2", stdout="yes 0.5", name="named"),
        StdioTest(stdin="5", stdout="6", accept=["7"]),
        StdioTest(stdin="5", stdout="7"),
    ]
    assert contradicting(Problem(language="python", tests=tests)) == {"1", "2"}
    checker = Checker(language="python", source="", protocol="testlib")
    assert contradicting(Problem(language="python", tests=tests, checker=checker)) == set()


def test_calls() -> None:
    tests = [
        CallTest(function="f", args=[1], expected=[1]),
        CallTest(function="f", args=[1], expected=[2], name="b"),
        CallTest(function="g", args=[1], expected=[2]),
    ]
    assert contradicting(Problem(language="python", tests=tests)) == {"1", "b"}


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_statements_can_be_read(statements: list[str]) -> None:
    problem = asserting(*statements or ["x"])
    assert len(list(expectations(problem))) <= len(statements) + 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_the_same_value_never_contradicts_itself(value: object) -> None:
    statement = f"assert f(1) == {value!r}"
    assert contradicting(asserting(statement, statement)) == set()
