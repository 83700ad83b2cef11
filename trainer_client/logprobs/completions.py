"""Scores of completions: only the positions that predict their tokens go through the head."""

from __future__ import annotations

from torch import Tensor

from trainer_client.logprobs.config import LogprobConfig
from trainer_client.logprobs.tiled import TokenScores, token_scores


def completion_logprobs(
    hidden: Tensor,
    weight: Tensor,
    token_ids: Tensor,
    completion_mask: Tensor,
    *,
    temperature: float = 1.0,
    config: LogprobConfig | None = None,
) -> TokenScores:
    """Scores [B, S] of the completion's tokens; 0 where `completion_mask` is False.

    `hidden` is float [B, S, H], the last hidden state (after the final norm) of each position;
    `weight` float [V, H], the head's; `token_ids` int64 [B, S], prompt and completion;
    `completion_mask` bool [B, S], True where the token is the completion's. Position s is scored
    by the hidden state at s - 1, so column 0 must be False. Under FSDP, call it inside the
    wrapped module's forward, where the weight is whole.
    """
    predicted = completion_mask[:, 1:]
    flat = token_scores(
        hidden[:, :-1][predicted],
        weight,
        token_ids[:, 1:][predicted],
        temperature=temperature,
        config=config,
    )
    return TokenScores(
        logprobs=_scatter(flat.logprobs, completion_mask),
        entropy=_scatter(flat.entropy, completion_mask),
    )


def _scatter(values: Tensor, mask: Tensor) -> Tensor:
    return values.new_zeros(mask.shape).masked_scatter(mask, values)
