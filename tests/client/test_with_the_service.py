"""Both clients against the service itself: real API, Valkey, worker and sandbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.client.conftest import Connect
from tests.service.stack import Stack
from trainer_client import (
    AssertTest,
    CallTest,
    LinearReward,
    MathProblem,
    Problem,
    Reason,
    RequestRefused,
    Result,
    RetryPolicy,
    RewardClient,
    StdioTest,
    Submission,
    TestSetMissing,
    Verdict,
)

PROBLEMS = {
    "stdio": Problem(
        language="python",
        tests=[StdioTest(name="a", stdin="2", stdout="4"), StdioTest(stdin="3", stdout="9")],
    ),
    "call": Problem(
        language="python",
        tests=[
            CallTest(function="Solution().half", args=[4], expected=2.0, weight=3),
            CallTest(function="Solution().half", kwargs={"n": float("inf")}, expected=float("inf")),
        ],
    ),
    "assert": Problem(
        language="python",
        tests=[AssertTest(asserts=["assert add(1, 2) == 3", "assert add(0, 0) == 1"])],
        reward=LinearReward(low=-1.0, high=1.0),
    ),
    "cpp": Problem(language="cpp", tests=[StdioTest(stdout="hello")]),
}
SUBMISSIONS = [
    Submission(id="1", problem="stdio", code="print(2 * int(input()))"),
    Submission(id="2", problem="stdio", completion="No idea."),
    Submission(id="3", problem="call", code="class Solution:\n def half(self, n): return n / 2"),
    Submission(id="4", problem="assert", code="def add(a, b): return a + b"),
    Submission(id="5", problem="cpp", code='#include <cstdio>\nint main() { puts("hello"); }'),
    Submission(id="6", problem="cpp", code="int main() {"),
]
REWARDS = {"1": 0.5, "2": 0.0, "3": 1.0, "4": 0.0, "5": 1.0, "6": 0.0}

SLOW = "import time\ntime.sleep(0.05)\nprint({n})"


def test_every_kind_of_test(connect: Connect, shared_stack: Stack) -> None:
    with connect(shared_stack.url) as client:
        results = {each.id: each for each in client.batch(PROBLEMS, SUBMISSIONS)}
    assert {id_: each.reward for id_, each in results.items()} == REWARDS
    assert results["1"].tests[0].name == "a"
    assert results["1"].tests[1].verdict is Verdict.WRONG_ANSWER
    assert results["2"].reason is Reason.NO_CODE
    assert results["6"].compile is not None
    assert not results["6"].compile.ok


def test_one_at_a_time(connect: Connect, shared_stack: Stack) -> None:
    with connect(shared_stack.url) as client:
        fence = "<think>Double it.</think>\n```python\nprint(int(input()) ** 2)\n```"
        assert client.score(PROBLEMS["stdio"], completion=fence).reward == 1.0


def test_math_problems_one_at_a_time(connect: Connect, shared_stack: Stack) -> None:
    half = MathProblem(answers=[r"\frac{1}{2}"], reward=LinearReward(low=-1.0))
    with connect(shared_stack.url) as client:
        assert client.score_math(half, "So $\\boxed{0.5}$.", id="a").reward == 1.0
        wrong = client.score_math(half.model_dump(), "So $\\boxed{0.6}$.")
        nothing = client.score_math(half, "So what?")
        refused = client.score_math(half, "\\boxed{9^{9^{9}}}")
    assert (wrong.reward, wrong.tests[0].message) == (-1.0, "boxed answer: 0.6")
    assert (nothing.reward, nothing.reason) == (-1.0, Reason.NO_ANSWER)
    assert (refused.reward, refused.reason) == (None, Reason.VERIFIER_FAILED)


def test_math_problems_in_a_batch(connect: Connect, shared_stack: Stack) -> None:
    problems = {
        "stdio": PROBLEMS["stdio"],
        "half": MathProblem(answers=["0.5"]),
        "third": {"kind": "math", "answers": [r"\frac{1}{3}", "0.3"]},
    }
    submissions = [
        Submission(id="1", problem="stdio", code="print(int(input()) ** 2)"),
        Submission(id="2", problem="half", completion="\\boxed{1/2}"),
        Submission(id="3", problem="third", completion="\\boxed{1/2}"),
        Submission(id="4", problem="third", completion="\\boxed{3/10}"),
    ]
    with connect(shared_stack.url) as client:
        rewards = {each.id: each.reward for each in client.batch(problems, submissions)}
    assert rewards == {"1": 1.0, "2": 1.0, "3": 0.0, "4": 1.0}


def test_test_sets_are_known_by_hash(connect: Connect, shared_stack: Stack) -> None:
    with connect(shared_stack.url) as client:
        reference = client.upload_tests(PROBLEMS["stdio"])
        by_hash = Problem(language="python", tests_ref=reference)
        assert client.score(by_hash, code="print(int(input()) ** 2)").reward == 1.0
        unknown = Problem(language="python", tests_ref="0" * 64)
        with pytest.raises(TestSetMissing) as missing:
            client.score(unknown, code="1")
    assert [each.field for each in missing.value.fields] == ["problem.tests_ref"]


def test_what_is_refused_is_named(connect: Connect, shared_stack: Stack) -> None:
    greedy = {"language": "python", "tests": [{"kind": "stdio", "stdout": "1"}]}
    with connect(shared_stack.url) as client, pytest.raises(RequestRefused) as refused:
        client.score({**greedy, "limits": {"cpu_s": 1e9}}, code="1")
    assert [each.field for each in refused.value.fields] == ["problem.limits.cpu_s"]


def test_the_api_may_die_under_a_batch(make_stack: Callable[..., Stack]) -> None:
    stack = make_stack(1)
    problem = Problem(language="python", tests=[StdioTest(stdout="1")])
    codes = {str(n): SLOW.format(n=n % 2) for n in range(60)}
    submissions = [Submission(id=id_, problem="p", code=code) for id_, code in codes.items()]
    results: list[Result] = []
    patient = RetryPolicy(retries=12, base_s=0.1, longest_s=2.0)
    with RewardClient(stack.url, retry=patient) as client:
        for result in client.score_batch({"p": problem}, submissions):
            results.append(result)
            if len(results) in (10, 30):
                stack.api.kill()
                stack.start_api()
    assert len(results) == len(codes)
    assert {each.id: each.reward for each in results} == {id_: float(int(id_) % 2) for id_ in codes}
