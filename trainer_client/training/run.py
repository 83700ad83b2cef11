"""A run of reinforcement learning from its configuration."""

from __future__ import annotations

from pathlib import Path

from trainer_client.config import RunConfig
from trainer_client.training.collecting import Collector
from trainer_client.training.learner import Learner, first_policy
from trainer_client.training.opening import opened
from trainer_client.training.ranks import Ranks
from trainer_client.training.sources import load_source
from trainer_client.training.stepper import RolloutStepper
from trainer_client.training.streams import Stream, WeightedSource
from trainer_client.training.update import Updater


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
    temperature = config.rollouts.temperature
    async with opened(
        config, path, ranks, url, temperature=temperature, api_key=api_key, resume=resume
    ) as run:
        loop = run.loop
        sources = [WeightedSource(load_source(each), each.weight) for each in config.tasks]
        stream = Stream(sources, config.seed, run.position)
        stepper = RolloutStepper(
            config=config,
            directory=run.directory,
            learner=loop.learner,
            updater=_updater(loop.learner, config, path),
            stream=stream,
            collector=Collector(stream, loop.learner.tokenizer, loop.generating, config),
            report=loop.report,
            ranks=ranks,
        )
        await loop.run(stepper, run.done)


def _updater(learner: Learner, config: RunConfig, path: Path) -> Updater:
    first = None
    if config.report.kl_to_start:
        temperature = config.rollouts.temperature
        first = first_policy(config, path, learner.ranks, temperature=temperature)
    return Updater(
        learner.policy,
        first,
        learner.optimiser,
        config,
        learner.ranks,
        pad=int(learner.tokenizer.pad_token_id or 0),
        sampled_apart=learner.engine.apart,
    )
