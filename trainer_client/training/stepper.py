"""A step of reinforcement learning: rollouts with their rewards, an update, the record of it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from trainer_client.config import RunConfig
from trainer_client.reporting.report import Report
from trainer_client.reporting.samples import sample_records
from trainer_client.tasks import Task
from trainer_client.training.batch import rows_of
from trainer_client.training.collecting import Collector
from trainer_client.training.directory import RunDirectory
from trainer_client.training.learner import Learner
from trainer_client.training.measures import Clock, step_record
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import Stream, StreamPosition
from trainer_client.training.update import Updater


@dataclass(frozen=True, slots=True)
class RolloutStepper:
    """Trains on rollouts of the policy."""

    config: RunConfig
    directory: RunDirectory
    learner: Learner
    updater: Updater
    stream: Stream[Task]
    collector: Collector
    report: Report
    ranks: Ranks

    @property
    def position(self) -> StreamPosition:
        return self.stream.position

    async def step(self, step: int) -> None:
        began = time.perf_counter()
        collected = await self.collector.collect()
        rows = rows_of(collected.kept)
        updated = self.updater.update(rows, step) if rows else None
        trained = time.perf_counter()
        if updated is not None:
            await self.learner.load_engine()
        ended = time.perf_counter()
        if self.ranks.first:
            clock = Clock(step_s=ended - began, load_s=ended - trained)
            for sample in sample_records(step, collected.seen, self.config.report.samples):
                self.directory.samples.append(sample)
            self.report.step(step_record(step, collected, updated, clock))
