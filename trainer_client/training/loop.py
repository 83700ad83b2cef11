"""The loop: rollouts with their rewards, an update, the record of it; over and over."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from trainer_client.config import RunConfig
from trainer_client.reporting.report import Report
from trainer_client.reporting.samples import sample_records
from trainer_client.tasks import TaskSource
from trainer_client.training.batch import rows_of
from trainer_client.training.checkpoints import Checkpoints
from trainer_client.training.collecting import Collector, Generating
from trainer_client.training.directory import RunDirectory
from trainer_client.training.evaluating import evaluate
from trainer_client.training.learner import Learner
from trainer_client.training.measures import Clock, step_record
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import TaskStream


@dataclass(frozen=True, slots=True)
class Loop:
    """The parts of a run, put together."""

    config: RunConfig
    directory: RunDirectory
    checkpoints: Checkpoints
    learner: Learner
    stream: TaskStream
    collector: Collector
    generating: Generating
    held_out: Sequence[TaskSource]
    report: Report
    ranks: Ranks

    async def run(self, done: int) -> None:
        """Trains from step `done` + 1 to the last."""
        if done:
            await self.learner.load_engine()
        else:
            await self._evaluate(0)
        for step in range(done + 1, self.config.steps + 1):
            await self._step(step)
            last = step == self.config.steps
            if last or _due(step, self.config.evaluation.every):
                await self._evaluate(step)
            if last or _due(step, self.config.checkpoints.every):
                self._save(step)

    async def _step(self, step: int) -> None:
        began = time.perf_counter()
        collected = await self.collector.collect()
        rows = rows_of(collected.kept)
        updated = self.learner.update(rows, step) if rows else None
        trained = time.perf_counter()
        if updated is not None:
            await self.learner.load_engine()
        ended = time.perf_counter()
        if self.ranks.first:
            clock = Clock(step_s=ended - began, load_s=ended - trained)
            for sample in sample_records(step, collected.seen, self.config.report.samples):
                self.directory.samples.append(sample)
            self.report.step(step_record(step, collected, updated, clock))

    async def _evaluate(self, step: int) -> None:
        records = await evaluate(
            self.held_out, self.learner.tokenizer, self.generating, self.config, step
        )
        if records and self.ranks.first:
            self.report.evaluation(records)

    def _save(self, step: int) -> None:
        learner = self.learner
        self.checkpoints.save(
            step,
            self.stream.position,
            learner.policy,
            learner.optimiser.adamw,
            learner.tokenizer,
            self.ranks,
        )


def _due(step: int, every: int | None) -> bool:
    return every is not None and step % every == 0
