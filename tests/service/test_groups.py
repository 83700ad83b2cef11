"""Scores of groups of tests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service import wire
from service.judge.rewards import Graded, reward_of, shares_of
from tests.service.admitted import objections
from tests.service.judged import Judged

SOFT = wire.SoftReward()
share = st.sampled_from([0.0, 0.25, 1.0])
grades = st.lists(st.builds(Graded, share, st.floats(0.1, 10), st.sampled_from("ab")), min_size=1)
rules = st.sampled_from(["min", "sum"])
GROUPS = {"a": wire.Group(score=30, rule="min"), "b": wire.Group(score=70, rule="sum")}


def test_min_is_all_or_nothing_and_sum_is_not() -> None:
    tests = [Graded(1, 1, "a"), Graded(0, 1, "a"), Graded(1, 3, "b"), Graded(0, 1, "b")]
    assert shares_of(tests, GROUPS) == {"a": 0.0, "b": 0.75}
    assert reward_of(SOFT, tests, GROUPS) == pytest.approx(0.525)
    assert reward_of(wire.HardReward(), tests, GROUPS) == 0.0
    assert reward_of(wire.LinearReward(low=-1), tests, GROUPS) == pytest.approx(0.05)


def test_points_of_a_checker_count_in_groups() -> None:
    tests = [Graded(0.5, 1, "a"), Graded(0.25, 1, "a"), Graded(0.5, 1, "b")]
    assert shares_of(tests, GROUPS) == {"a": 0.25, "b": 0.5}


@given(grades, rules, rules)
def test_rewards_lie_between_nothing_and_all(tests: list[Graded], one: Any, other: Any) -> None:
    groups = {"a": wire.Group(score=1, rule=one), "b": wire.Group(score=2, rule=other)}
    reward = reward_of(SOFT, tests, groups)
    assert 0.0 <= reward <= 1.0 + 1e-9
    every = all(test.share == 1 for test in tests) and {test.group for test in tests} == {"a", "b"}
    assert (reward > 1 - 1e-9) == every


@given(grades)
def test_one_group_of_everything_by_sum_changes_nothing(tests: list[Graded]) -> None:
    together = [Graded(test.share, test.weight, "all") for test in tests]
    grouped = reward_of(SOFT, together, {"all": wire.Group(score=7, rule="sum")})
    assert grouped == pytest.approx(reward_of(SOFT, tests, {}))


def test_a_program_is_scored_by_groups(judged: Judged) -> None:
    tests = [
        {"kind": "stdio", "stdin": str(n), "stdout": str(n * n), "group": "big" if n > 9 else "low"}
        for n in (1, 2, 10, 11)
    ]
    groups = {"low": {"score": 40}, "big": {"score": 60, "rule": "min"}}
    code = "n = int(input()); print(n * n if n < 11 else 0)"
    result = judged.result(code, tests=tests, groups=groups)
    assert result.reward == pytest.approx(0.4)
    assert result.groups == {"low": 1.0, "big": 0.0}


def test_without_any_score_there_is_nothing_to_reach() -> None:
    with pytest.raises(ValidationError, match="above 0"):
        wire.Problem.model_validate(
            {"language": "python", "tests_ref": "0" * 64, "groups": {"a": {"score": 0}}}
        )


@pytest.mark.parametrize("ref", [False, True])
def test_tests_and_groups_must_fit(ref: bool) -> None:
    def said(groups: list[str], *names: str | None) -> list[str]:
        tests = [{"kind": "stdio", "stdout": "1", "group": name} for name in names]
        return objections({"groups": {name: {} for name in groups}, "tests": tests}, ref=ref)

    place = "problem.tests_ref" if ref else "problem.tests"
    assert said(["a", "b"], "a", "b", "a") == []
    assert said([], "a", None) == []
    assert said(["a"], "a", "c") == [f"{place}: has tests of 'c', and 'groups' has a"]
    assert said(["a"], "a", None) == [f"{place}: has tests of no group, and 'groups' has a"]
    assert said(["a", "b"], "a") == [f"{place}: has no test of group 'b'"]
