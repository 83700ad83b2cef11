"""Rewards of rollouts, asked for while others are still being generated."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

from trainer_client.async_client import AsyncRewardClient
from trainer_client.config.rewards import RewardConfig
from trainer_client.retry import RetryPolicy
from trainer_client.rollouts.rollout import Rollout
from trainer_client.tasks import Task
from trainer_client.types import Result

_BATCHES = 16  # under way at a time; what comes meanwhile goes out as one
_RETRIES = 1_000_000  # bounded by the time that they take, not by their number


def patient_client(config: RewardConfig, url: str, api_key: str | None) -> AsyncRewardClient:
    """A client that waits for a service that is away as long as the configuration says."""
    retry = RetryPolicy(retries=_RETRIES, budget_s=config.patience_s)
    return AsyncRewardClient(url, api_key=api_key, retry=retry)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rollout and what became of it. `result` None: it was not sent to be judged."""

    task: Task
    rollout: Rollout
    result: Result | None

    @property
    def pass_rate(self) -> float | None:
        """The soft reward, in [0, 1]; None: no verdict."""
        return None if self.result is None else self.result.reward

    @property
    def no_verdict(self) -> bool:
        """It was sent, and the service could not judge it."""
        return self.result is not None and self.result.reward is None

    @property
    def flagged(self) -> bool:
        """The service saw signs of a hack in it."""
        return self.result is not None and bool(self.result.flags)

    @property
    def passed(self) -> bool:
        return self.pass_rate == 1.0


class RewardDesk:
    """Takes rollouts one by one and sends them to the service at once.

    Those that come in one turn of the event loop, or while `_BATCHES` are under way, share a
    batch. Not for several event loops.
    """

    def __init__(self, client: AsyncRewardClient, deadline_s: float) -> None:
        self._client = client
        self._deadline_s = deadline_s
        self._waiting: list[tuple[Task, Rollout]] = []
        self._sending: set[asyncio.Task[list[Judged]]] = set()
        self._done: list[Judged] = []
        self._woken = False

    def submit(self, task: Task, rollout: Rollout) -> None:
        self._waiting.append((task, rollout))
        if not self._woken:
            self._woken = True
            asyncio.get_running_loop().call_soon(self._send)

    async def judged(self) -> list[Judged]:
        """All that was submitted since the last call, once all have a result.

        Raises what the client raises; what is under way is then cancelled.
        """
        try:
            while self._sending or self._waiting:
                self._send()
                done, _ = await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
                for batch in done:
                    self._done += batch.result()
                    self._sending.discard(batch)
        except BaseException:
            await self._abandon()
            raise
        done_, self._done = self._done, []
        return done_

    def _send(self) -> None:
        self._woken = False
        running = sum(not each.done() for each in self._sending)
        if self._waiting and running < _BATCHES:
            batch = asyncio.create_task(self._judge(self._waiting))
            batch.add_done_callback(lambda _: self._send())
            self._sending.add(batch)
            self._waiting = []

    async def _judge(self, rollouts: list[tuple[Task, Rollout]]) -> list[Judged]:
        problems = {task.name: task.problem for task, _ in rollouts}
        by_id = {f"{rollout.group}/{rollout.sample}": (task, rollout) for task, rollout in rollouts}
        submissions = [task.submission(id_, each.text) for id_, (task, each) in by_id.items()]
        results = self._client.score_batch(problems, submissions, deadline_s=self._deadline_s)
        async with aclosing(results):
            return [Judged(*by_id[result.id], result) async for result in results]

    async def _abandon(self) -> None:
        for batch in self._sending:
            batch.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
        self._sending.clear()
        self._waiting.clear()
        self._done.clear()
