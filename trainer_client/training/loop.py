"""The loop: a step, over and over; evaluations and checkpoints between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer_client.config import TrainingConfig
from trainer_client.reporting.report import Report
from trainer_client.tasks import TaskSource
from trainer_client.training.checkpoints import Checkpoints
from trainer_client.training.collecting import Generating
from trainer_client.training.evaluating import evaluate
from trainer_client.training.learner import Learner
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import StreamPosition


class Stepper(Protocol):
    """What a step is: of reinforcement learning, or supervised."""

    @property
    def position(self) -> StreamPosition:
        """How much of what is trained on was taken."""

    async def step(self, step: int) -> None:
        """Trains step `step`, from 1, and reports it."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The parts of a run, put together."""

    config: TrainingConfig
    checkpoints: Checkpoints
    learner: Learner
    generating: Generating
    held_out: Sequence[TaskSource]
    report: Report
    ranks: Ranks

    async def run(self, stepper: Stepper, done: int) -> None:
        """Trains from step `done` + 1 to the last."""
        if done:
            await self.learner.load_engine()
        else:
            await self._evaluate(0)
        for step in range(done + 1, self.config.steps + 1):
            await stepper.step(step)
            last = step == self.config.steps
            if last or _due(step, self.config.evaluation.every):
                await self._evaluate(step)
            if last or _due(step, self.config.checkpoints.every):
                self._save(step, stepper.position)

    async def _evaluate(self, step: int) -> None:
        records = await evaluate(
            self.held_out, self.learner.tokenizer, self.generating, self.config, step
        )
        if records and self.ranks.first:
            self.report.evaluation(records)

    def _save(self, step: int, position: StreamPosition) -> None:
        learner = self.learner
        self.checkpoints.save(
            step,
            position,
            learner.policy,
            learner.optimiser.adamw,
            learner.tokenizer,
            self.ranks,
        )


def _due(step: int, every: int | None) -> bool:
    return every is not None and step % every == 0
