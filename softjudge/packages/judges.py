"""The two ways to have a problem judged: by a service, or by a sandbox in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.walls import choose_wall
from service import wire
from service.settings import Settings
from service.worker.direct import DirectJudge
from service.worker.process import wall_config
from softjudge.packages.judging import Prepare, Run
from trainer_client import Problem, Result, RewardClient


@contextmanager
def by_service(url: str, api_key: str | None) -> Iterator[Prepare]:
    """Raises trainer_client.SoftjudgeError."""
    with RewardClient(url, api_key=api_key) as client:

        def prepare(problem: Problem) -> Run:
            return lambda source: client.score(problem, code=source)

        yield prepare


@contextmanager
def in_this_process(settings: Settings, memory_mb: int) -> Iterator[Prepare]:
    """Raises sandbox.SandboxError."""
    most = settings.max_limits
    largest = most.model_copy(update={"memory_mb": max(most.memory_mb, memory_mb)})
    wall = choose_wall(wall_config(settings.model_copy(update={"max_limits": largest})))
    judge = DirectJudge(wall, settings)

    def prepare(problem: Problem) -> Run:
        plan = judge.plan(wire.Problem.model_validate(problem.model_dump()))
        return lambda source: Result.model_validate(judge.result(plan, source).model_dump())

    try:
        yield prepare
    finally:
        judge.close()
