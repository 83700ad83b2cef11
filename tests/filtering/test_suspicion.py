"""Suspicion falls on tests that good programs fail, and on no others."""

from __future__ import annotations

from collections.abc import Sequence

from trainer_client.filtering.evidence import Evidence, Trial
from trainer_client.filtering.expectations import Expectation
from trainer_client.filtering.suspicion import suspicions
from trainer_client.types import TestResult, Verdict

LETTERS = {
    "P": Verdict.PASSED,
    "W": Verdict.WRONG_ANSWER,
    "T": Verdict.TIME_LIMIT,
    "N": Verdict.NOT_RUN,
}


def trial(*runs: str, program: str = "", published: bool = False, cpu_s: float = 0.1) -> Trial:
    """A candidate; each run is a letter a test."""
    return Trial(
        program or f"{runs} {id(runs)}",
        published,
        tuple(
            {
                str(n): TestResult(name=str(n), verdict=LETTERS[letter], cpu_s=cpu_s)
                for n, letter in enumerate(run, start=1)
            }
            for run in runs
        ),
    )


def named(
    trials: Sequence[Trial], expected: Sequence[Expectation] = (), limit_s: float = 10.0
) -> list[tuple[str, str]]:
    found = suspicions(Evidence(trials, limit_s), expected)
    return [(each.test, each.kind) for each in found]


def many(*runs: str) -> list[Trial]:
    return [trial(run, program=f"program {n}") for n, run in enumerate(runs)]


def test_a_test_that_every_good_program_fails() -> None:
    assert named(many("PPW", "PPW", "PWW", "WWW")) == [("3", "rejects_good")]


def test_a_test_that_tells_right_from_wrong() -> None:
    assert named(many("PPW", "PPW", "PPP", "WWW")) == []


def test_one_program_is_not_enough_unless_it_is_published() -> None:
    assert named(many("PPW", "WWW")) == []
    same = [trial("PPW", program="same"), trial("PPW", program="same")]
    assert named(same) == []
    assert named([trial("PPW", published=True), *many("WWW")]) == [("3", "rejects_good")]


def test_a_published_solution_names_every_test_that_it_fails() -> None:
    found = named([trial("WPW", published=True), *many("WPW", "PPP")])
    assert found == [("1", "rejects_good"), ("3", "rejects_good")]


def test_one_other_test_tells_no_good_program() -> None:
    assert named(many("PW", "PW", "PW")) == []


def test_a_test_whose_outcome_changes() -> None:
    runs = [trial("PPP", "PWP", "PPP", program="a"), trial("PWP", "PPP", "PWP", program="b")]
    assert named(runs) == [("2", "flaky")]


def test_a_program_whose_own_outcome_changes() -> None:
    runs = [trial("PPP", "PWP", program="a"), *many("PPP", "PPP")]
    steady = [trial("PPP", "PPP", program=name) for name in "bc"]
    assert named([*runs, *steady]) == []


def test_tests_that_take_too_long() -> None:
    assert named(many("PPT", "PPT", "PWW")) == [("3", "too_slow")]
    assert named([trial("PPT", published=True)]) == [("3", "too_slow")]
    assert named([trial("PPP", "PPT", program=name) for name in "ab"]) == [("3", "too_slow")]
    slow = [trial("PPP", program=name, cpu_s=9.0) for name in "ab"]
    assert named(slow) == [(name, "too_slow") for name in "123"]
    assert named(many("PPT", "PPP", "PPP", "PPP", "PPP")) == []


def test_a_check_that_cannot_be_run() -> None:
    assert named(many("PNP", "PNW")) == [("2", "broken")]


def test_what_contradicts_does_not_tell_good_from_bad() -> None:
    """Tests 1 and 2 contradict each other, so none passes both; test 5 is wrong beside them."""
    expected = [Expectation("1", "f(1)", (1,), "1"), Expectation("2", "f(1)", (2,), "2")]
    found = named(many("PWPPW", "PWPPW", "WPPPW"), expected)
    assert found == [("1", "contradictory"), ("2", "contradictory"), ("5", "rejects_good")]


def test_nothing_is_known_of_nothing() -> None:
    assert named([]) == []
    assert named(many("")) == []
