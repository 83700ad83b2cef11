"""One optimiser step on examples: the mean negative log-likelihood of their responses' tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from trainer_client.sft.packing import Pack, pack, packed
from trainer_client.sft.tokens import Tokens
from trainer_client.training.learner import Learner


@dataclass(frozen=True, slots=True)
class Updated:
    """What one step looked like, over all ranks."""

    loss: float
    """Mean negative log-likelihood of a response's token, nats."""
    grad_norm: float
    learning_rate: float
    passes: int
    """Forward and backward passes: packs, at all ranks."""


class SftUpdater:
    """Trains a learner's policy on the examples of a step, which every rank gives in full."""

    def __init__(self, learner: Learner, most_tokens: int) -> None:
        self._learner = learner
        self._most_tokens = most_tokens

    def update(self, examples: Sequence[Tokens], step: int) -> Updated:
        """One step's update; `step` counts from 1. The mean is over the tokens of all packs."""
        policy, optimiser = self._learner.policy, self._learner.optimiser
        predicted = sum(len(each.response) for each in examples)
        rows = packed(examples, self._most_tokens)
        loss = torch.zeros((), dtype=torch.float64)
        policy.train()
        for row in self._own(rows):
            loss += self._backward(pack(row, policy.device), predicted)
        norm = optimiser.step(step)
        policy.eval()
        return Updated(
            loss=float(self._learner.ranks.summed(loss)),
            grad_norm=norm,
            learning_rate=optimiser.learning_rate(step),
            passes=len(rows),
        )

    def _backward(self, batch: Pack, predicted: int) -> float:
        """This pack's part of the step's loss; its gradient is added up."""
        scores = self._learner.policy(batch.token_ids, None, batch.response, batch.position_ids)
        loss = -scores.logprobs.sum() / predicted
        # Sharded gradients are averaged over the ranks, and ours are to be summed.
        (loss * self._learner.ranks.size).backward()
        return float(loss.detach())

    def _own(self, rows: Sequence[list[Tokens]]) -> list[list[Tokens]]:
        """This rank's rows; as many at every rank, empty ones behind."""
        ranks = self._learner.ranks
        own = list(rows[ranks.rank :: ranks.size])
        most = -(-len(rows) // ranks.size)
        return own + [[]] * (most - len(own))
