"""Examples behind each other in one row, none of which sees another.

Positions begin again at 0 with each example. From that transformers' masks, and flash attention's
kernels, know where one ends: attention is causal and block-diagonal, and a packed example has the
logits that it has alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from trainer_client.sft.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Pack:
    """One row of examples, without padding; all [1, S]."""

    token_ids: Tensor
    """int64: prompt and response of each example."""
    position_ids: Tensor
    """int64: from 0 in each example."""
    response: Tensor
    """bool: the tokens that are predicted."""


def packed(examples: Iterable[Tokens], most_tokens: int) -> list[list[Tokens]]:
    """Rows of at most `most_tokens`; an example that is longer has a row of its own.

    First fit, the longest first: at most 11/9 as many rows as need be, and a few.
    """
    rows: list[list[Tokens]] = []
    room: list[int] = []
    for example in sorted(examples, key=lambda each: -each.length):
        place = next((n for n, left in enumerate(room) if example.length <= left), None)
        if place is None:
            rows.append([example])
            room.append(most_tokens - example.length)
        else:
            rows[place].append(example)
            room[place] -= example.length
    return rows


def pack(examples: Sequence[Tokens], device: torch.device) -> Pack:
    """Tensors of a row. Of no examples: one token, which is not predicted."""
    token_ids = [token for each in examples for token in (*each.prompt, *each.response)]
    positions = [place for each in examples for place in range(each.length)]
    response = [place >= len(each.prompt) for each in examples for place in range(each.length)]
    return Pack(
        token_ids=torch.tensor([token_ids or [0]], device=device),
        position_ids=torch.tensor([positions or [0]], device=device),
        response=torch.tensor([response or [False]], device=device),
    )
