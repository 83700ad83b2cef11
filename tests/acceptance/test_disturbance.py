"""A killed worker and a restarted Redis change nothing: every result once, and the same."""

from __future__ import annotations

from collections import Counter

from tests.acceptance.conftest import two_workers
from tests.service.stack import Stack
from trainer_client import Problem, Result, RewardClient, StdioTest, Submission

SUBMISSIONS = 1000
PROGRAMS = (
    "print(sum(map(int, input().split())))  # {n}",
    "a, b = map(int, input().split())\nprint(a + b)  # {n}",
    "print(input())  # {n}",
    "raise SystemExit({n} % 100 + 1)",
    "def f(:  # {n}",
    "import os\nos.abort()  # {n}",
)
PROBLEM = Problem(
    language="python",
    tests=[
        StdioTest(stdin="1 2\n", stdout="3\n"),
        StdioTest(stdin="4 5\n", stdout="9\n"),
        StdioTest(stdin="1 2 3\n", stdout="6\n"),
    ],
)
BATCH = [
    Submission(id=str(n), problem="sum", code=PROGRAMS[n % len(PROGRAMS)].format(n=n))
    for n in range(SUBMISSIONS)
]


def essence(result: Result) -> tuple[object, ...]:
    """What must not depend on what went wrong meanwhile."""
    verdicts = tuple((test.name, test.verdict, test.stdout) for test in result.tests)
    return result.id, result.status, result.reward, result.reason, result.passed, verdicts


def run(stack: Stack, disturb: bool) -> list[Result]:
    results = []
    with RewardClient(stack.url) as client:
        for result in client.score_batch({"sum": PROBLEM}, BATCH, deadline_s=300):
            results.append(result)
            if disturb and len(results) == SUBMISSIONS // 4:
                stack.workers[0].kill()
            if disturb and len(results) == SUBMISSIONS // 2:
                stack.valkey.kill()
                stack.valkey.start()
    return results


def test_a_killed_worker_and_a_restarted_redis_change_no_result() -> None:
    with two_workers() as stack:
        calm = run(stack, disturb=False)
    with two_workers() as stack:
        disturbed = run(stack, disturb=True)
    assert Counter(result.id for result in disturbed) == {str(n): 1 for n in range(SUBMISSIONS)}
    assert sorted(map(essence, disturbed)) == sorted(map(essence, calm))
