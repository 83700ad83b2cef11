"""Rows to train on, split: over ranks, mini-batches (optimiser steps) and micro-batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from trainer_client.training.groups import Group


@dataclass(frozen=True, slots=True)
class Row:
    """One rollout that is trained on."""

    number: int
    """Its place among the step's rows."""
    group: int
    prompt_ids: tuple[int, ...]
    token_ids: tuple[int, ...]
    sampler_logprobs: tuple[float, ...]
    advantage: float
    passed: bool

    @property
    def length(self) -> int:
        return len(self.prompt_ids) + len(self.token_ids)


@dataclass(frozen=True, slots=True)
class MicroBatch:
    """Rows as tensors, padded on the right; [B, S] where nothing else is said."""

    rows: tuple[Row, ...]
    token_ids: Tensor
    """int64: prompt and completion."""
    attention: Tensor
    """bool: False for padding."""
    completion: Tensor
    """bool: the completion's tokens."""
    sampler_logprobs: Tensor
    """float32, nats, 0 outside the completion."""
    advantages: Tensor
    """float32 [B]."""
    passed: Tensor
    """bool [B]."""

    def aligned(self, values: Sequence[Tensor]) -> Tensor:
        """Values of each row's completion [T] at the places of its tokens, 0 elsewhere."""
        found = torch.zeros_like(self.sampler_logprobs)
        flat = torch.cat([found.new_zeros(0), *(each.to(found) for each in values)])
        return found.masked_scatter(self.completion, flat)

    def split(self, values: Tensor) -> list[Tensor]:
        """The opposite of `aligned`: each row's values at its completion's tokens."""
        return [value[mask] for value, mask in zip(values, self.completion, strict=True)]


def rows_of(groups: Iterable[Group]) -> list[Row]:
    """Rollouts with an advantage: the others are in no loss and in no denominator."""
    found = [
        (group.number, each, advantage)
        for group in groups
        for each, advantage in zip(group.judged, group.worth.advantages, strict=True)
        if advantage is not None
    ]
    return [
        Row(
            number=number,
            group=group,
            prompt_ids=each.rollout.prompt_ids,
            token_ids=each.rollout.token_ids,
            sampler_logprobs=each.rollout.logprobs,
            advantage=advantage,
            passed=each.passed,
        )
        for number, (group, each, advantage) in enumerate(found)
    ]


def mini_batches(rows: Sequence[Row], count: int, seed: str) -> list[list[Row]]:
    """`count` parts of whole groups, drawn by `seed`; fewer where there are fewer groups."""
    groups = sorted({row.group for row in rows})
    random.Random(seed).shuffle(groups)
    count = min(count, len(groups))
    part = {group: place * count // len(groups) for place, group in enumerate(groups)}
    return [[row for row in rows if part[row.group] == n] for n in range(count)]


def rank_of(rows: Sequence[Row], size: int) -> dict[int, int]:
    """The rank of each row, by its number: rows of all lengths for all ranks."""
    by_length = sorted(rows, key=lambda row: (-row.length, row.number))
    return {row.number: place % size for place, row in enumerate(by_length)}


def packed(rows: Iterable[Row], most_tokens: int) -> list[list[Row]]:
    """Rows of similar length together, at most `most_tokens` with padding, at least one row."""
    packs: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (-row.length, row.number)):
        if packs and packs[-1][0].length * (len(packs[-1]) + 1) <= most_tokens:
            packs[-1].append(row)
        else:
            packs.append([row])
    return packs


def micro_batches(
    packs: Iterable[Sequence[Row]], pad: int, device: torch.device
) -> Iterator[MicroBatch]:
    return (micro_batch(rows, pad, device) for rows in packs)


def micro_batch(rows: Sequence[Row], pad: int, device: torch.device) -> MicroBatch:
    """Tensors of some rows. Of none: one token, in no completion."""
    shape = (max(len(rows), 1), max((row.length for row in rows), default=1))
    token_ids = torch.full(shape, pad)
    attention = torch.zeros(shape, dtype=torch.bool)
    completion = torch.zeros(shape, dtype=torch.bool)
    logprobs = torch.zeros(shape)
    attention[:, 0] = True
    for n, row in enumerate(rows):
        start = len(row.prompt_ids)
        token_ids[n, : row.length] = torch.tensor(row.prompt_ids + row.token_ids)
        attention[n, : row.length] = True
        completion[n, start : row.length] = True
        logprobs[n, start : row.length] = torch.tensor(row.sampler_logprobs)
    return MicroBatch(
        rows=tuple(rows),
        token_ids=token_ids.to(device),
        attention=attention.to(device),
        completion=completion.to(device),
        sampler_logprobs=logprobs.to(device),
        advantages=torch.tensor([row.advantage for row in rows] or [0.0], device=device),
        passed=torch.tensor([row.passed for row in rows] or [False], device=device),
    )
