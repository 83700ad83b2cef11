"""What a training step minimises: policy loss + coefficient * NLL of passing rollouts."""

from __future__ import annotations

from dataclasses import replace

from trainer_client.losses.config import ObjectiveConfig
from trainer_client.losses.inputs import LossInputs, LossOutputs
from trainer_client.losses.nll import passing_nll
from trainer_client.losses.policy import policy_loss


def objective(inputs: LossInputs, config: ObjectiveConfig) -> LossOutputs:
    """This micro-batch's part of the step's loss, with the policy loss's diagnostics.

    Raises ValueError where the step has no valid token at all (`inputs.totals`).
    """
    outputs = policy_loss(inputs, config.policy)
    if config.nll_coefficient == 0:
        return outputs
    return replace(outputs, loss=outputs.loss + config.nll_coefficient * passing_nll(inputs))
