"""Scores of completions in padded batches."""

from __future__ import annotations

import math

import torch

from trainer_client.logprobs.completions import completion_logprobs
from trainer_client.logprobs.config import LogprobConfig

ROWS, LENGTH, WIDTH, VOCABULARY = 3, 7, 4, 11
MASK = torch.tensor(
    [
        [0, 0, 1, 1, 1, 1, 1],
        [0, 0, 0, 1, 1, 0, 0],  # shorter: padding on the right
        [0, 0, 0, 0, 0, 0, 0],  # nothing to score
    ],
    dtype=torch.bool,
)
G = torch.Generator().manual_seed(5)
HIDDEN = torch.randn(ROWS, LENGTH, WIDTH, generator=G, dtype=torch.float64)
WEIGHT = torch.randn(VOCABULARY, WIDTH, generator=G, dtype=torch.float64)
TOKENS = torch.randint(VOCABULARY, (ROWS, LENGTH), generator=G)


def test_each_token_is_scored_by_the_state_before_it() -> None:
    scores = completion_logprobs(HIDDEN, WEIGHT, TOKENS, MASK, temperature=0.8)
    log_p = torch.log_softmax(HIDDEN @ WEIGHT.T / 0.8, dim=-1)
    for row in range(ROWS):
        for column in range(LENGTH):
            expected = entropy = torch.tensor(0.0, dtype=torch.float64)
            if MASK[row, column]:
                before = log_p[row, column - 1]
                expected, entropy = before[TOKENS[row, column]], -(before.exp() * before).sum()
            torch.testing.assert_close(scores.logprobs[row, column], expected)
            torch.testing.assert_close(scores.entropy[row, column], entropy)


def test_only_positions_that_predict_a_completion_go_through_the_head() -> None:
    used = MASK.roll(-1, dims=1)
    used[:, -1] = False
    hidden = HIDDEN.masked_fill(~used[:, :, None], math.nan).requires_grad_()
    weight = WEIGHT.clone().requires_grad_()
    config = LogprobConfig(rows=2, vocabulary_tile=3)
    scores = completion_logprobs(hidden, weight, TOKENS, MASK, config=config)
    total = scores.logprobs.sum() + scores.entropy.sum()
    of_hidden, of_weight = torch.autograd.grad(total, (hidden, weight))
    assert total.isfinite()
    assert of_weight.isfinite().all()
    assert ((of_hidden != 0).any(dim=-1) == used).all()


def test_a_batch_without_completions() -> None:
    hidden = HIDDEN.clone().requires_grad_()
    scores = completion_logprobs(hidden, WEIGHT, TOKENS, torch.zeros_like(MASK))
    assert (scores.logprobs == 0).all()
    assert (torch.autograd.grad(scores.logprobs.sum(), hidden)[0] == 0).all()
