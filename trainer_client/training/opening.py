"""A run's parts that do not depend on what is trained on: made, or found again, and closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
import transformers

from trainer_client.async_client import AsyncRewardClient
from trainer_client.config import TrainingConfig
from trainer_client.training.checkpoints import Checkpoints
from trainer_client.training.collecting import Generating
from trainer_client.training.directory import RunDirectory
from trainer_client.training.learner import make_learner
from trainer_client.training.loop import Loop
from trainer_client.training.ranks import Ranks
from trainer_client.training.reports import make_report
from trainer_client.training.rewarding import RewardDesk, patient_client
from trainer_client.training.sources import load_source
from trainer_client.training.streams import StreamPosition


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that is about to begin, or to go on."""

    loop: Loop
    directory: RunDirectory
    client: AsyncRewardClient
    done: int
    """Steps that were trained."""
    position: StreamPosition


@asynccontextmanager
async def opened(
    config: TrainingConfig,
    path: Path,
    ranks: Ranks,
    url: str,
    *,
    temperature: float,
    api_key: str | None,
    resume: bool,
) -> AsyncIterator[OpenRun]:
    """The run at `path`; its policy is the softmax of the logits over `temperature`.

    Raises TrainingError.
    """
    directory = RunDirectory(path)
    if ranks.first:
        directory.begin(config, resume=resume)
    ranks.wait()
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    transformers.logging.disable_progress_bar()
    checkpoints = Checkpoints(directory.checkpoints, config.checkpoints.keep)
    latest = checkpoints.latest() if resume else None
    made = make_learner(config, path, latest, ranks, temperature=temperature)
    if ranks.first:
        directory.cut_behind(made.step)
    report = make_report(config, directory, made.step, ranks)
    try:
        async with patient_client(config.rewards, url, api_key) as client:
            desk = RewardDesk(client, config.rewards.deadline_s)
            loop = Loop(
                config=config,
                checkpoints=checkpoints,
                learner=made.learner,
                generating=Generating(made.learner.engine, desk, config, ranks),
                held_out=[load_source(each) for each in config.evaluation.tasks],
                report=report,
                ranks=ranks,
            )
            yield OpenRun(loop, directory, client, made.step, made.position)
    finally:
        report.close()
        await made.learner.engine.aclose()
