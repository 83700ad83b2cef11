"""The service as containers: built, scaled, used, and hurt on purpose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.compose import stack
from tests.compose.stack import Stack
from trainer_client import Problem, RewardClient, StdioTest, Submission, Verdict

pytestmark = pytest.mark.docker

WORKERS = 3
SUBMISSIONS = 90
KILL_AFTER = 12  # results; the workers are then in the middle of it

# Long enough a run for the batch to be under way when the worker dies.
PROGRAM = """
total = 0
for i in range(1_500_000):
    total += i & 1
print(int(input()) {operator} {number})
"""
PROBLEM = Problem(
    language="python",
    tests=[
        StdioTest(name="zero", stdin="0", stdout="0"),
        StdioTest(name="three", stdin="3", stdout="9"),
    ],
)


@pytest.fixture(scope="module")
def compose() -> Iterator[Stack]:
    with stack.running(WORKERS) as running:
        yield running


def submissions() -> list[Submission]:
    """Times 3 is right, plus n is wrong where n is not 0: rewards 1, or a half at least."""
    return [
        Submission(
            id=f"s{n}",
            problem="p",
            code=PROGRAM.format(operator="*" if n % 2 else "+", number=3 if n % 2 else n),
        )
        for n in range(SUBMISSIONS)
    ]


def expected() -> dict[str, float]:
    """n + 0 is 0 for n = 0 alone, n + 3 is 9 for n = 6 alone."""
    rewards = {f"s{n}": 1.0 if n % 2 else 0.0 for n in range(SUBMISSIONS)}
    return {**rewards, "s0": 0.5, "s6": 0.5}


def test_a_killed_worker_loses_nothing(compose: Stack) -> None:
    assert len(compose.containers("worker")) == WORKERS
    seen: list[tuple[str, float | None]] = []
    with RewardClient(compose.url) as client:
        for result in client.score_batch({"p": PROBLEM}, submissions(), deadline_s=300):
            seen.append((result.id, result.reward))
            if len(seen) == KILL_AFTER:
                compose.containers("worker")[0].kill()
    assert len(seen) == SUBMISSIONS
    assert dict(seen) == expected()
    assert len(compose.containers("worker")) == WORKERS - 1


def test_programs_run_in_docker_sandboxes(compose: Stack) -> None:
    with RewardClient(compose.url) as client:
        result = client.score(PROBLEM, code="print(int(input()) * 3)")
    assert result.sandbox is not None
    assert result.sandbox.wall == "docker-runc"
    assert [each.verdict for each in result.tests] == [Verdict.PASSED, Verdict.PASSED]


def test_the_api_has_no_way_to_the_engine(compose: Stack) -> None:
    (api,) = compose.containers("api")
    exit_code, _ = api.exec_run(["test", "-e", "/var/run/docker.sock"])
    assert exit_code == 1
    exit_code, output = api.exec_run(["id", "-u"])
    assert (exit_code, output.strip()) == (0, b"10001")
    exit_code, _ = api.exec_run(["touch", "/written"])
    assert exit_code != 0
