"""One program through the whole service: API, queue, worker, sandbox, verdict."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from service.api.examples import SCORE
from tests.service.samples import ADD, SUMS, score, verdicts


def test_a_right_program(http: httpx.Client, wall_name: str) -> None:
    result = score(http, SUMS, code=ADD, id="mine")
    assert (result["id"], result["status"], result["reward"]) == ("mine", "scored", 1.0)
    assert (result["passed"], result["total"]) == (2, 2)
    assert [test["name"] for test in result["tests"]] == ["1", "even"]
    assert result["compile"]["ok"]
    assert result["sandbox"]["wall"] == wall_name
    assert result["sandbox"]["isolation"] == "separate"


def test_a_partly_right_program_gets_its_share_of_the_weights(http: httpx.Client) -> None:
    result = score(http, SUMS, code="print(4)")
    assert result["reward"] == 0.75
    assert verdicts(result) == ["wrong_answer", "passed"]
    assert result["tests"][0]["message"] == "token 1: expected '3', got '4'"


@pytest.mark.parametrize(
    ("reward", "expected"),
    [
        ({"mode": "soft"}, 0.75),
        ({"mode": "hard"}, 0.0),
        ({"mode": "linear", "low": -1, "high": 1}, 0.5),
    ],
)
def test_reward_modes(http: httpx.Client, reward: dict[str, Any], expected: float) -> None:
    assert score(http, SUMS | {"reward": reward}, code="print(4)")["reward"] == expected


@pytest.mark.parametrize(
    ("code", "limits", "expected"),
    [
        ("def f(:", {}, "compile_error"),
        ("1 / 0", {}, "runtime_error"),
        ("import os; os.kill(os.getpid(), 11)", {}, "runtime_error"),
        ("while True: pass", {"cpu_s": 0.3}, "time_limit"),
        ("import time; time.sleep(60)", {"wall_s": 0.3}, "time_limit"),
        ("a = [0] * 10**9", {"memory_mb": 64}, "memory_limit"),
        ("while True: print('x' * 1000)", {"output_kb": 8}, "output_limit"),
        ("import os; os._exit(0)", {}, "wrong_answer"),
    ],
)
def test_verdicts(http: httpx.Client, code: str, limits: dict[str, Any], expected: str) -> None:
    problem = SUMS | {"limits": limits, "tests": SUMS["tests"][:1]}
    result = score(http, problem, code=code)
    assert verdicts(result) == [expected]
    assert (result["status"], result["reward"]) == ("scored", 0.0)


def test_large_output_is_compared_whole(http: httpx.Client) -> None:
    expected = "x" * 500_000 + "y"
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": expected}]}
    right = score(http, problem, code="print('x' * 500_000 + 'y')")
    assert verdicts(right) == ["passed"]
    assert right["tests"][0]["stdout_clipped"]
    assert len(right["tests"][0]["stdout"]) < 10_000
    assert verdicts(score(http, problem, code="print('x' * 500_000 + 'z')")) == ["wrong_answer"]


def test_called_functions(http: httpx.Client) -> None:
    problem = {
        "language": "python",
        "tests": [
            {"kind": "call", "function": "Solution().both", "args": [1, 2], "expected": [1, 2]},
            {"kind": "call", "function": "Solution().both", "args": [1, 1], "expected": [1, True]},
            {
                "kind": "call",
                "function": "named",
                "kwargs": {"x": float("1e300")},
                "expected": {"1": 1e300},
            },
            {"kind": "call", "function": "missing", "expected": None},
        ],
    }
    code = "class Solution:\n    def both(self, a, b): return (a, b)\ndef named(x): return {1: x}\n"
    result = score(http, problem, code=code)
    assert verdicts(result) == ["passed", "wrong_answer", "passed", "runtime_error"]


def test_assertions_in_both_forms(http: httpx.Client) -> None:
    problem = {
        "language": "python",
        "tests": [
            {
                "kind": "assert",
                "entry_point": "add",
                "check": "def check(candidate):\n    assert candidate(1, 2) == 3\n",
            },
            {
                "kind": "assert",
                "asserts": ["assert add(1, 1) == two", "assert add(1, 1) == 3", "assert nothing"],
                "setup": "two = 2",
            },
        ],
    }
    result = score(http, problem, code="def add(a, b):\n    return a + b\n")
    assert [test["name"] for test in result["tests"]] == ["1", "2.1", "2.2", "2.3"]
    assert verdicts(result)[:3] == ["passed", "passed", "wrong_answer"]
    assert result["total"] == 4
    assert result["reward"] == 0.5


def test_shared_isolation_is_said(http: httpx.Client) -> None:
    tests = [{"kind": "assert", "asserts": ["assert add(1, 1) == 2"]}]
    problem = {"language": "python", "tests": tests, "isolation": "shared"}
    result = score(http, problem, code="def add(a, b):\n    return a + b\n")
    assert verdicts(result) == ["passed"]
    assert result["sandbox"]["isolation"] == "shared"


def test_cpp_is_compiled_once(http: httpx.Client) -> None:
    problem = SUMS | {"language": "cpp"}
    code = "#include <iostream>\nint main(){int a,b;std::cin>>a>>b;std::cout<<a+b;}"
    assert score(http, problem, code=code)["reward"] == 1.0
    broken = score(http, problem, code="int main(){")
    assert verdicts(broken) == ["compile_error", "compile_error"]
    assert not broken["compile"]["ok"]
    assert "error" in broken["compile"]["message"]


def test_a_completion(http: httpx.Client) -> None:
    completion = f"<think>```python\nprint(0)\n```</think>\nSo:\n```Python\n{ADD}\n```\n"
    assert score(http, SUMS, completion=completion)["reward"] == 1.0


def test_a_completion_without_a_program(http: httpx.Client) -> None:
    result = score(http, SUMS, completion="I give up.")
    assert (result["status"], result["reward"], result["reason"]) == ("scored", 0.0, "no_code")
    assert (result["passed"], result["total"], result["tests"]) == (0, 2, [])


def test_programs_may_hold_any_character(http: httpx.Client) -> None:
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": "😀é\u3000x"}]}
    assert score(http, problem, code="print('😀é\u3000x')")["reward"] == 1.0


@pytest.mark.parametrize("example", sorted(SCORE))
def test_the_score_examples_work(http: httpx.Client, example: str) -> None:
    response = http.post("/v1/score", json=SCORE[example]["value"])
    assert response.json()["reward"] == 1.0
