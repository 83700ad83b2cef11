"""A step of supervised fine-tuning: the next examples, an update, the record of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from trainer_client.reporting.records import SftRecord
from trainer_client.reporting.report import Report
from trainer_client.sft.tokens import Tokens
from trainer_client.sft.update import SftUpdater, Updated
from trainer_client.training.learner import Learner
from trainer_client.training.streams import Stream, StreamPosition


@dataclass(frozen=True, slots=True)
class ExampleList:
    """The examples of a mixture, as a source of a stream."""

    name: str
    examples: Sequence[Tokens]

    def __len__(self) -> int:
        return len(self.examples)

    def __getitem__(self, number: int) -> Tokens:
        return self.examples[number]


@dataclass(frozen=True, slots=True)
class SftStepper:
    """Trains on `batch` examples a step; `mixture` is how many there are."""

    batch: int
    mixture: int
    learner: Learner
    updater: SftUpdater
    stream: Stream[Tokens]
    report: Report

    @property
    def position(self) -> StreamPosition:
        return self.stream.position

    async def step(self, step: int) -> None:
        began = time.perf_counter()
        examples = [self.stream.take()[1] for _ in range(self.batch)]
        updated = self.updater.update(examples, step)
        await self.learner.load_engine()
        if self.learner.ranks.first:
            self.report.step(self._record(step, examples, updated, time.perf_counter() - began))

    def _record(
        self, step: int, examples: Sequence[Tokens], updated: Updated, step_s: float
    ) -> SftRecord:
        return SftRecord(
            step=step,
            loss=updated.loss,
            epoch=self.position.taken / self.mixture,
            examples=len(examples),
            tokens=sum(len(each.response) for each in examples),
            prompt_tokens=sum(len(each.prompt) for each in examples),
            passes=updated.passes,
            grad_norm=updated.grad_norm,
            learning_rate=updated.learning_rate,
            step_s=step_s,
            trained_per_s=sum(each.length for each in examples) / step_s,
        )
