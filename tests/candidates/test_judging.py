"""Batches of several problems, one of which the service refuses."""

from __future__ import annotations

from tests.service.stack import Stack
from trainer_client.async_client import AsyncRewardClient
from trainer_client.candidates.candidate import Candidate
from trainer_client.candidates.judging import Attempt, judged
from trainer_client.datasets import DatasetItem
from trainer_client.tasks import Task
from trainer_client.types import Limits, Problem, StdioTest


def task(stdout: str, cpu_s: float = 1.0) -> Task:
    problem = Problem(
        language="python", tests=[StdioTest(stdout=stdout)], limits=Limits(cpu_s=cpu_s)
    )
    return Task(
        stdout, "set", "?", problem, item=DatasetItem(stdout, "?", problem, prefix="a = 1\n")
    )


async def test_a_refused_problem_does_not_stop_the_others(shared_stack: Stack) -> None:
    one, refused = task("1"), task("2", cpu_s=1e6)
    published = Candidate("print(a)", published=True)
    attempts = [
        Attempt(5, one, published),
        Attempt(6, refused, published),
        Attempt(5, one, Candidate("```python\nprint(a)\n```")),
        Attempt(5, one, Candidate("no program, \ud800 and \0")),
    ]
    async with AsyncRewardClient(shared_stack.url) as client:
        found = await judged(client, attempts)
    assert [each and each.reward for each in found.results] == [1.0, None, 1.0, 0.0]
    assert list(found.refusals) == [6]
    assert "cpu_s" in found.refusals[6]
