"""Giving a copy of the model new weights."""

from __future__ import annotations

import torch
from torch import nn

from trainer_client.rollouts.rollout import Weights


@torch.no_grad()
def load_into(model: nn.Module, weights: Weights) -> None:
    """Copies each tensor over the model's own, one at a time."""
    own = model.state_dict()
    for name, tensor in weights:
        own[name].copy_(tensor)
