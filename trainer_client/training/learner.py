"""The model that is trained, with its optimiser, and the engine that samples from it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from trainer_client.config import TrainingConfig
from trainer_client.models.loading import load_model, load_trained
from trainer_client.models.policy import Policy
from trainer_client.models.sharding import shard, whole_weights
from trainer_client.rollouts.choosing import make_engine
from trainer_client.rollouts.rollout import RolloutEngine
from trainer_client.training.checkpoints import restore
from trainer_client.training.optimising import Optimiser
from trainer_client.training.ranks import Ranks
from trainer_client.training.streams import StreamPosition

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


@dataclass(frozen=True, slots=True)
class Learner:
    """What is trained, and what is given the weights that come of it."""

    policy: Policy
    optimiser: Optimiser
    tokenizer: PreTrainedTokenizerBase
    engine: RolloutEngine
    ranks: Ranks

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


def make_learner(
    config: TrainingConfig,
    directory: Path,
    checkpoint: Path | None,
    ranks: Ranks,
    *,
    temperature: float,
) -> Made:
    """From a checkpoint, or from the model that the configuration names.

    The policy is the softmax of the logits over `temperature`.
    """
    if ranks.first:
        load_model(config.model, directory)  # one that is made on the spot is made once
    ranks.wait()
    start = load_model(config.model, directory)
    model = start.model if checkpoint is None else load_trained(checkpoint / "model", config.model)
    apart = _apart(config, ranks)
    model = model.to(ranks.device)
    sampled = copy.deepcopy(model).to(_DTYPES[config.model.dtype]) if apart else model
    engine = make_engine(config.rollouts, sampled, start.tokenizer, apart=apart)
    policy = _policy(model, config, ranks, temperature)
    optimiser = Optimiser(policy, config.optimiser, config.steps)
    learner = Learner(policy, optimiser, start.tokenizer, engine, ranks)
    if checkpoint is None:
        return Made(learner, 0, StreamPosition())
    resumed = restore(checkpoint, policy, optimiser.adamw)
    return Made(learner, resumed.step, resumed.position)


def first_policy(
    config: TrainingConfig, directory: Path, ranks: Ranks, *, temperature: float
) -> Policy:
    """The policy with the weights that the run began with, which are not trained."""
    first = _policy(load_model(config.model, directory).model, config, ranks, temperature)
    return first.requires_grad_(False)


def _policy(
    model: PreTrainedModel, config: TrainingConfig, ranks: Ranks, temperature: float
) -> Policy:
    if config.model.gradient_checkpointing:
        model.gradient_checkpointing_enable()
    policy = Policy(
        model.to(ranks.device),
        temperature=temperature,
        dtype=_DTYPES[config.model.dtype],
        config=config.logprobs,
    ).eval()
    if ranks.many:
        shard(policy)
    return policy


def _apart(config: TrainingConfig, ranks: Ranks) -> bool:
    """Whether rollouts need a copy of the weights: whole ones, or of another type."""
    return ranks.many or config.model.dtype != "float32"
