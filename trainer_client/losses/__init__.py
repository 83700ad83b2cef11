"""Policy losses: GPPO and those it is measured against.

    from trainer_client.losses.config import GppoConfig, ObjectiveConfig
    from trainer_client.losses.inputs import LossInputs, StepTotals
    from trainer_client.losses.objective import objective

    totals = StepTotals.count(mask, passed)          # of the whole optimiser step
    outputs = objective(LossInputs(...), ObjectiveConfig(policy=GppoConfig()))
    outputs.loss.backward()                          # once a micro-batch, no further scaling

`config` needs no torch; everything else here does (the `trainer` extra).

Every loss of this family has a gradient of the form `F * A * grad log pi`. So a loss is one short
file that says, without gradients, its value and its factor F for each token (`surrogate.py`), and
one place makes them differentiable and adds them up (`policy.py`).
"""
