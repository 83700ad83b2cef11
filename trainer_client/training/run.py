"""A run from its configuration: the parts are made here and put together."""

from __future__ import annotations

from pathlib import Path

import torch
import transformers

from trainer_client.async_client import AsyncRewardClient
from trainer_client.config import RunConfig
from trainer_client.reporting.files import FileReport, Reports
from trainer_client.reporting.report import Report
from trainer_client.reporting.table import TableReport
from trainer_client.reporting.tensorboard import TensorBoardReport
from trainer_client.reporting.wandb import WandbReport
from trainer_client.retry import RetryPolicy
from trainer_client.training.checkpoints import Checkpoints
from trainer_client.training.collecting import Collector, Generating
from trainer_client.training.directory import RunDirectory
from trainer_client.training.learner import make_learner
from trainer_client.training.loop import Loop
from trainer_client.training.ranks import Ranks
from trainer_client.training.rewarding import RewardDesk
from trainer_client.training.sources import load_source
from trainer_client.training.streams import TaskStream, WeightedSource

_RETRIES = 1_000_000  # bounded by the time that they take, not by their number


async def train(
    config: RunConfig,
    path: Path,
    ranks: Ranks,
    url: str,
    *,
    api_key: str | None = None,
    resume: bool = False,
) -> None:
    """Trains to the last step. Raises TrainingError and what the reward client raises."""
    directory = RunDirectory(path)
    if ranks.first:
        directory.begin(config, resume=resume)
    ranks.wait()
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    transformers.logging.disable_progress_bar()
    checkpoints = Checkpoints(directory.checkpoints, config.checkpoints.keep)
    made = make_learner(config, path, checkpoints.latest() if resume else None, ranks)
    if ranks.first:
        directory.cut_behind(made.step)
    retry = RetryPolicy(retries=_RETRIES, budget_s=config.rewards.patience_s)
    report = _report(config, directory, made.step, ranks)
    try:
        async with AsyncRewardClient(url, api_key=api_key, retry=retry) as client:
            desk = RewardDesk(client, config.rewards.deadline_s)
            generating = Generating(made.learner.engine, desk, config, ranks)
            sources = [WeightedSource(load_source(each), each.weight) for each in config.tasks]
            stream = TaskStream(sources, config.seed, made.position)
            loop = Loop(
                config=config,
                directory=directory,
                checkpoints=checkpoints,
                learner=made.learner,
                stream=stream,
                collector=Collector(stream, made.learner.tokenizer, generating, config),
                generating=generating,
                held_out=[load_source(each) for each in config.evaluation.tasks],
                report=report,
                ranks=ranks,
            )
            await loop.run(made.step)
    finally:
        report.close()
        await made.learner.engine.aclose()


def _report(config: RunConfig, directory: RunDirectory, done: int, ranks: Ranks) -> Report:
    if not ranks.first:
        return Reports([])
    reports: list[Report] = [FileReport(directory.steps, directory.evaluations)]
    if config.report.table:
        reports.append(TableReport(config.name, config.steps))
    if config.report.tensorboard:
        reports.append(TensorBoardReport(directory.tensorboard, done))
    if config.report.wandb_project is not None:
        reports.append(WandbReport(config, directory.path))
    return Reports(reports)
