"""Math problems over HTTP: real API, Valkey, workers and verifier."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from service import wire
from service.api.examples import MATH
from tests.service.stack import post_batch, read_results

HALF = {"kind": "math", "answers": [r"\frac{1}{2}"]}


def test_the_example_works(http: httpx.Client) -> None:
    for example in MATH.values():
        assert score(http, **example["value"])["reward"] == 1.0


def test_the_result_says_what_was_found(http: httpx.Client) -> None:
    result = score(http, HALF, "<think>?</think> So $\\boxed{2/4}$.", id="a")
    assert result["id"] == "a"
    assert (result["status"], result["passed"], result["total"]) == ("scored", 1, 1)
    assert (result["sandbox"], result["compile"]) == (None, None)
    (test,) = result["tests"]
    assert (test["name"], test["verdict"]) == ("answer", "passed")
    assert test["message"] == "boxed answer: 2/4"
    wrong = score(http, HALF, "The answer is 0.4.")
    assert (wrong["reward"], wrong["passed"]) == (0.0, 0)
    assert wrong["tests"][0]["verdict"] == "wrong_answer"
    assert wrong["tests"][0]["message"] == "last expression: 0.4"


@pytest.mark.parametrize(
    "completion",
    ["", "I do not know.", "\\boxed{}", "\\boxed{~}", "<think>\\boxed{1/2}"],
)
def test_no_answer_is_scored_nothing(http: httpx.Client, completion: str) -> None:
    result = score(http, HALF, completion)
    assert (result["status"], result["reward"], result["reason"]) == ("scored", 0.0, "no_answer")
    assert (result["passed"], result["total"]) == (0, 1)


def test_an_answer_too_large_to_read_is_scored_nothing(http: httpx.Client) -> None:
    for content in ("{" * 100_000, "1" * 20_000, "{" * 101 + "}" * 101):
        result = score(http, HALF, f"\\boxed{{{content}}}")
        assert (result["status"], result["reward"]) == ("scored", 0.0)
        assert result["tests"][0]["verdict"] == "output_limit"
        assert "the boxed answer is" in result["tests"][0]["message"]


def test_the_reward_mode_counts(http: httpx.Client) -> None:
    linear = {**HALF, "reward": {"mode": "linear", "low": -1, "high": 2}}
    assert score(http, linear, "\\boxed{0.5}")["reward"] == 2.0
    assert score(http, linear, "\\boxed{0.6}")["reward"] == -1.0
    assert score(http, linear, "no idea")["reward"] == -1.0


def test_a_verifier_that_is_overwhelmed_gives_no_verdict(http: httpx.Client) -> None:
    result = score(http, HALF, "\\boxed{9^{9^{9}}}")
    assert (result["status"], result["reward"]) == ("no_verdict", None)
    assert result["reason"] == wire.NoVerdictReason.VERIFIER_FAILED
    assert result["message"] == "the math verifier failed: CPU time"
    assert score(http, HALF, "\\boxed{0.5}")["reward"] == 1.0


def test_equal_answers_are_one_task(http: httpx.Client) -> None:
    problem = {"kind": "math", "answers": ["271828"]}
    first = score(http, problem, "<think>a</think>\\boxed{271828}")
    second = score(http, problem, "<think>other thoughts</think> It is $\\boxed{271828}$!")
    assert (first["cached"], second["cached"]) == (False, True)
    assert (first["reward"], second["reward"]) == (1.0, 1.0)


def test_programs_and_answers_in_one_batch(http: httpx.Client) -> None:
    code = {"language": "python", "tests": [{"kind": "stdio", "stdout": "1"}]}
    submissions = [
        {"id": "1", "problem": "code", "code": "print(1)"},
        {"id": "2", "problem": "math", "completion": "\\boxed{0.5}"},
        {"id": "3", "problem": "math", "completion": "\\boxed{5}"},
        {"id": "4", "problem": "math", "completion": "Never mind."},
        {"id": "5", "problem": "code", "completion": "```\nprint(2)\n```"},
    ]
    body = {"problems": {"code": code, "math": HALF}, "submissions": submissions}
    results = {each["id"]: each for each in read_results(http, post_batch(http, body))}
    rewards = {id_: each["reward"] for id_, each in results.items()}
    assert rewards == {"1": 1.0, "2": 1.0, "3": 0.0, "4": 0.0, "5": 0.0}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"problem": {"kind": "math", "answers": []}}, "problem.answers"),
        ({"problem": {"kind": "math", "answers": [" "]}}, "problem.answers.0"),
        ({"problem": {"kind": "math", "answers": ["1" * 5001]}}, "problem.answers.0"),
        ({"problem": {**HALF, "language": "python"}}, "problem.language"),
        ({"problem": {**HALF, "reward": {"mode": "loud"}}}, "problem.reward"),
        ({"problem": {"kind": "code", "answers": ["1"]}}, "problem.kind"),
        ({"completion": None}, "completion"),
        ({"code": "1"}, "code"),
        ({"deadline_s": 1e9}, "deadline_s"),
    ],
)
def test_what_is_wrong_is_named(http: httpx.Client, change: dict[str, Any], field: str) -> None:
    body = {"problem": HALF, "completion": "\\boxed{1}", **change}
    answer = http.post("/v1/math", json=body)
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["fields"]] == [field]


@pytest.mark.parametrize(
    ("problem", "submission", "field"),
    [
        ({**HALF, "answers": []}, {"completion": "1"}, "problems.math.answers"),
        ({**HALF, "tests": []}, {"completion": "1"}, "problems.math.tests"),
        (HALF, {"code": "1"}, "submissions.0.code"),
    ],
)
def test_what_is_wrong_in_a_batch_is_named(
    http: httpx.Client, problem: dict[str, Any], submission: dict[str, Any], field: str
) -> None:
    submissions = [{"id": "1", "problem": "math", **submission}]
    body = {"problems": {"math": problem}, "submissions": submissions}
    answer = http.post("/v1/batches", json=body)
    assert answer.status_code == 422, answer.text
    assert [each["field"] for each in answer.json()["fields"]] == [field]


def score(
    http: httpx.Client, problem: dict[str, Any], completion: str, **more: Any
) -> dict[str, Any]:
    answer = http.post("/v1/math", json={"problem": problem, "completion": completion, **more})
    assert answer.status_code == 200, answer.text
    wire.Result.model_validate_json(answer.content)
    result: dict[str, Any] = answer.json()
    return result
