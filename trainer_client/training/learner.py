"""The model that is trained, with its optimiser, and the engine that samples from it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from trainer_client.config import RunConfig
from trainer_client.models.loading import load_model, load_trained
from trainer_client.models.policy import Policy
from trainer_client.models.sharding import shard, whole_weights
from trainer_client.rollouts.choosing import make_engine
from trainer_client.rollouts.rollout import RolloutEngine
from trainer_client.training.batch import Row
from trainer_client.training.checkpoints import restore
from trainer_client.training.optimising import Optimiser
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import StreamPosition
from trainer_client.training.update import Updated, Updater

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


@dataclass(frozen=True, slots=True)
class Learner:
    """Trains, and gives the engine what was trained."""

    policy: Policy
    optimiser: Optimiser
    tokenizer: PreTrainedTokenizerBase
    engine: RolloutEngine
    updater: Updater
    ranks: Ranks

    def update(self, rows: Sequence[Row], step: int) -> Updated:
        return self.updater.update(rows, step)

    async def load_engine(self) -> None:
        """Gives the engine the weights, where it has not the same. To be called by all ranks."""
        if not self.engine.apart:
            return
        weights = whole_weights(self.policy)
        if self.engine.serves_all and not self.ranks.first:
            for _ in weights:
                pass  # the first rank cannot have them whole without the others
        else:
            await self.engine.load(weights)
        self.ranks.wait()


@dataclass(frozen=True, slots=True)
class Made:
    """A learner, and how far it is."""

    learner: Learner
    step: int
    position: StreamPosition


def make_learner(config: RunConfig, directory: Path, checkpoint: Path | None, ranks: Ranks) -> Made:
    """From a checkpoint, or from the model that the configuration names."""
    if ranks.first:
        load_model(config.model, directory)  # one that is made on the spot is made once
    ranks.wait()
    start = load_model(config.model, directory)
    model = start.model if checkpoint is None else load_trained(checkpoint / "model", config.model)
    first = None
    if config.report.kl_to_start:
        first = _policy(copy.deepcopy(start.model), config, ranks)
        first.requires_grad_(False)
    apart = _apart(config, ranks)
    model = model.to(ranks.device)
    sampled = copy.deepcopy(model).to(_DTYPES[config.model.dtype]) if apart else model
    engine = make_engine(config.rollouts, sampled, start.tokenizer, apart=apart)
    policy = _policy(model, config, ranks)
    optimiser = Optimiser(policy, config.optimiser, config.steps)
    updater = Updater(
        policy,
        first,
        optimiser,
        config,
        ranks,
        pad=int(start.tokenizer.pad_token_id or 0),
        sampled_apart=engine.apart,
    )
    learner = Learner(policy, optimiser, start.tokenizer, engine, updater, ranks)
    if checkpoint is None:
        return Made(learner, 0, StreamPosition())
    resumed = restore(checkpoint, policy, optimiser.adamw)
    return Made(learner, resumed.step, resumed.position)


def _policy(model: PreTrainedModel, config: RunConfig, ranks: Ranks) -> Policy:
    if config.model.gradient_checkpointing:
        model.gradient_checkpointing_enable()
    policy = Policy(
        model.to(ranks.device),
        temperature=config.rollouts.temperature,
        dtype=_DTYPES[config.model.dtype],
        config=config.logprobs,
    ).eval()
    if ranks.many:
        shard(policy)
    return policy


def _apart(config: RunConfig, ranks: Ranks) -> bool:
    """Whether rollouts need a copy of the weights: whole ones, or of another type."""
    return ranks.many or config.model.dtype != "float32"
