"""The update of one step: its rows once or more often, in mini-batches, each an optimiser step."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from trainer_client.config.run import RunConfig
from trainer_client.losses.correction import truncated_importance_weights
from trainer_client.losses.diagnostics import StepDiagnostics
from trainer_client.losses.inputs import LossInputs, StepTotals
from trainer_client.losses.objective import objective
from trainer_client.models.policy import Policy
from trainer_client.training.batch import (
    MicroBatch,
    Row,
    micro_batches,
    mini_batches,
    packed,
    rank_of,
)
from trainer_client.training.mismatch import Mismatch
from trainer_client.training.optimising import Optimiser
from trainer_client.training.ranks import Ranks
from trainer_client.training.scoring import Scored, scored


@dataclass(frozen=True, slots=True)
class Updated:
    """What one step's update looked like, over all ranks."""

    values: dict[str, float]
    """Names and values for a log."""
    tokens: int
    """Completion tokens trained on, once for each pass."""
    score_s: float
    update_s: float


@dataclass(slots=True)
class _Tally:
    """Sums over one step's micro-batches at this rank."""

    diagnostics: StepDiagnostics = field(default_factory=StepDiagnostics)
    mismatch: Mismatch = field(default_factory=Mismatch)
    grad_norms: list[float] = field(default_factory=list)


class Updater:
    """Trains `policy` on the rows of a step, which every rank gives in full."""

    def __init__(
        self,
        policy: Policy,
        first: Policy | None,
        optimiser: Optimiser,
        config: RunConfig,
        ranks: Ranks,
        *,
        pad: int,
        sampled_apart: bool,
    ) -> None:
        self._policy = policy
        self._first = first
        self._optimiser = optimiser
        self._config = config
        self._ranks = ranks
        self._pad = pad
        self._cap = config.rollouts.importance_cap if sampled_apart else None

    def update(self, rows: Sequence[Row], step: int) -> Updated:
        """One step's update; `step` counts from 1."""
        config = self._config.optimiser
        began = time.perf_counter()
        owner = rank_of(rows, self._ranks.size)
        scores = self._scores(rows, owner)
        scored_at = time.perf_counter()
        tally = _Tally()
        self._policy.train()
        for pass_ in range(config.passes):
            seed = f"{self._config.seed}/{step}/{pass_}"
            for mini in mini_batches(rows, config.mini_batches, seed):
                self._optimise(mini, owner, scores, step, tally, first_pass=pass_ == 0)
        self._policy.eval()
        return Updated(
            values=self._values(tally, scores, rows, step),
            tokens=config.passes * sum(len(row.token_ids) for row in rows),
            score_s=scored_at - began,
            update_s=time.perf_counter() - scored_at,
        )

    def _scores(self, rows: Sequence[Row], owner: dict[int, int]) -> Scored | None:
        """None where a forward pass can be saved: one optimiser step is on-policy."""
        config = self._config.optimiser
        if config.passes * config.mini_batches == 1 and self._first is None:
            return None
        return scored(self._policy, self._first, self._own_packs(rows, owner), self._pad)

    def _own_packs(self, rows: Sequence[Row], owner: dict[int, int]) -> list[list[Row]]:
        """This rank's rows in packs; as many packs at every rank, empty ones behind."""
        most_tokens = self._config.optimiser.micro_batch_tokens
        by_rank = [
            packed([row for row in rows if owner[row.number] == rank], most_tokens)
            for rank in range(self._ranks.size)
        ]
        own = by_rank[self._ranks.rank]
        return own + [[]] * (max(map(len, by_rank)) - len(own))

    def _optimise(
        self,
        rows: Sequence[Row],
        owner: dict[int, int],
        scores: Scored | None,
        step: int,
        tally: _Tally,
        *,
        first_pass: bool,
    ) -> None:
        totals = _totals(rows)
        packs = self._own_packs(rows, owner)
        for batch in micro_batches(packs, self._pad, self._policy.device):
            inputs = self._inputs(batch, totals, scores)
            outputs = objective(inputs, self._config.objective)
            # Sharded gradients are averaged over the ranks, and ours are to be summed.
            (outputs.loss * self._ranks.size).backward()  # type: ignore[no-untyped-call]
            tally.diagnostics += StepDiagnostics.of(inputs, outputs)
            if first_pass:
                tally.mismatch += Mismatch.of(
                    inputs.old_logprobs, batch.sampler_logprobs, batch.completion, self._cap
                )
        tally.grad_norms.append(self._optimiser.step(step))

    def _inputs(self, batch: MicroBatch, totals: StepTotals, scores: Scored | None) -> LossInputs:
        now = self._policy(batch.token_ids, batch.attention, batch.completion)
        if scores is None:
            old: Tensor = now.logprobs.detach()
        else:
            old = batch.aligned([scores.old[row.number] for row in batch.rows])
        weights = None
        if self._cap is not None:
            weights = truncated_importance_weights(
                old, batch.sampler_logprobs, batch.completion, self._cap
            )
        return LossInputs(
            logprobs=now.logprobs,
            old_logprobs=old,
            advantages=batch.advantages,
            mask=batch.completion,
            totals=totals,
            passed=batch.passed,
            weights=weights,
            entropy=now.entropy,
        )

    def _values(
        self, tally: _Tally, scores: Scored | None, rows: Sequence[Row], step: int
    ) -> dict[str, float]:
        diagnostics = StepDiagnostics.from_tensor(self._ranks.summed(tally.diagnostics.to_tensor()))
        mismatch = Mismatch.from_tensor(self._ranks.summed(tally.mismatch.to_tensor()))
        values = diagnostics.means() | mismatch.means()
        # The sum over the optimiser steps of a step is not its loss; their mean is.
        values["loss"] /= len(tally.grad_norms)
        values["grad_norm"] = math.fsum(tally.grad_norms) / len(tally.grad_norms)
        values["learning_rate"] = self._optimiser.learning_rate(step)
        if scores is not None and self._first is not None:
            tokens = sum(len(row.token_ids) for row in rows)
            kl_sum = self._ranks.summed(torch.tensor([scores.kl_sum], dtype=torch.float64))
            values["kl_to_start"] = float(kl_sum) / tokens
        return values


def _totals(rows: Sequence[Row]) -> StepTotals:
    return StepTotals(
        tokens=sum(len(row.token_ids) for row in rows),
        rollouts=len(rows),
        passed_tokens=sum(len(row.token_ids) for row in rows if row.passed),
    )
