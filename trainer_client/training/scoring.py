"""Log-probabilities of a step's rows before it is trained on: by the policy that sampled them, as
the trainer computes it, and by the first policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from trainer_client.losses.divergence import kl_k3
from trainer_client.models.policy import Policy
from trainer_client.training.batch import MicroBatch, Row, micro_batches


@dataclass(frozen=True, slots=True)
class Scored:
    """By a row's number: log-probabilities [T], nats, float32, on the CPU."""

    old: dict[int, Tensor]
    kl_sum: float
    """Sum over tokens of an estimate of KL(old || first) (k3); 0 without a first policy."""


@torch.no_grad()
def scored(
    policy: Policy, first: Policy | None, packs: Sequence[Sequence[Row]], pad: int
) -> Scored:
    """Scores of the rows of one rank, pack by pack.

    Where weights are sharded, all ranks must give the same number of packs.
    """
    old: dict[int, Tensor] = {}
    kl_sum = 0.0
    for batch in micro_batches(packs, pad, policy.device):
        logprobs = _logprobs(policy, batch)
        old |= {
            row.number: values.cpu()
            for row, values in zip(batch.rows, batch.split(logprobs), strict=False)
        }
        if first is not None:
            kl_sum += _kl_sum(logprobs, _logprobs(first, batch), batch.completion)
    return Scored(old, kl_sum)


def _logprobs(policy: Policy, batch: MicroBatch) -> Tensor:
    scores: Tensor = policy(batch.token_ids, batch.attention, batch.completion).logprobs
    return scores


def _kl_sum(old: Tensor, first: Tensor, mask: Tensor) -> float:
    """KL(old || first), of samples from `old`."""
    return float(kl_k3((first - old)[mask]).sum())
