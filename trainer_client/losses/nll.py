"""Negative log-likelihood of the rollouts that passed every test.

Klear-Reasoner (arXiv 2508.07629, section on GPPO with SFT loss) adds alpha times it to the policy
loss. It is a mean over the tokens of passing rollouts of the whole optimiser step, not over all
tokens.
"""

from __future__ import annotations

from torch import Tensor

from trainer_client.losses.inputs import LossInputs
from trainer_client.losses.surrogate import masked


def passing_nll(inputs: LossInputs) -> Tensor:
    """float [], nats: this micro-batch's part of the step's mean NLL.

    0, with a zero gradient, where no rollout passed, here or in the whole step.
    """
    logprobs = masked(inputs.logprobs, inputs.mask)
    if inputs.passed is None or inputs.totals.passed_tokens == 0:
        return 0.0 * logprobs.sum()
    mask = inputs.mask & inputs.passed.unsqueeze(-1)
    return -masked(logprobs, mask).sum() / inputs.totals.passed_tokens
