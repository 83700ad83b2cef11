"""Checks become a test for each assertion, and mean the same."""

from __future__ import annotations

import pytest

from tests.datasets.published import data_file
from trainer_client.datasets import form
from trainer_client.filtering.splitting import split
from trainer_client.types import AssertTest, Problem, StdioTest

CHECK = """
import math
def check(candidate):
    two = 2
    assert candidate(two) == 4
    for n in range(3):
        assert candidate(n) == n * n
    three = 3
    assert candidate(three) == 9, "three"
"""


def parts(check: str) -> list[str]:
    problem = split(Problem(language="python", tests=[AssertTest(check=check, entry_point="f")]))
    found = []
    for test in problem.tests or []:
        assert isinstance(test, AssertTest)
        assert test.entry_point == "f"
        found.append(test.check or "")
    return found


def outcome(check: str, square: object) -> bool:
    space: dict[str, object] = {}
    exec(check, space)
    try:
        space["check"](square)  # type: ignore[operator]
    except AssertionError:
        return False
    return True


def test_each_assertion_has_a_test_with_what_stands_before_it() -> None:
    checks = parts(CHECK)
    assert len(checks) == 3
    assert [outcome(each, lambda n: n * n) for each in checks] == [True, True, True]
    assert [outcome(each, lambda n: 4) for each in checks] == [True, False, False]
    assert [outcome(each, lambda n: n * n if n < 3 else 0) for each in checks] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "check",
    [
        "def check(candidate):\n    assert candidate(1)",
        "def check(candidate):\n    assert candidate(1)\n    return\n    assert False",
        "assert 1\nassert 2",
        "def check(",
        "def check(c):\n    assert c(1)\n    assert c(2)\ndef check(c):\n    pass",
    ],
)
def test_what_is_not_plain_stays_whole(check: str) -> None:
    assert parts(check) == [check]


def test_weights_stay_in_proportion() -> None:
    tests = [AssertTest(check=CHECK, weight=3.0), StdioTest(stdout="1")]
    problem = split(Problem(language="python", tests=tests))
    assert [test.weight for test in problem.tests or []] == [1.0, 1.0, 1.0, 1.0]


def test_human_eval_is_split() -> None:
    items = list(form("humaneval").load(data_file("humaneval.jsonl.gz")))
    counts = [len(split(item.problem).tests or []) for item in items]
    assert sum(count > 1 for count in counts) > 150
