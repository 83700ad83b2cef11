"""AdamW, its learning rate over the steps, and the clipping of gradients."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributed.tensor import DTensor

from trainer_client.config.optimiser import AdamWConfig


class Optimiser:
    """AdamW over the parameters of `model`, for a run of `steps` steps."""

    def __init__(self, model: nn.Module, config: AdamWConfig, steps: int) -> None:
        self.adamw = torch.optim.AdamW(
            model.parameters(),
            lr=config.learning_rate,
            betas=(config.beta1, config.beta2),
            eps=config.epsilon,
            weight_decay=config.weight_decay,
        )
        self._model = model
        self._config = config
        self._steps = steps

    def step(self, step: int) -> float:
        """Updates the weights by their gradients, which are then gone; the norm of these.

        `step`, from 1, says the learning rate. Weights stay as they are where the norm is no
        finite number.
        """
        norm = self._clip()
        for group in self.adamw.param_groups:
            group["lr"] = self.learning_rate(step)
        if math.isfinite(norm):
            self.adamw.step()
        self.adamw.zero_grad()
        return norm

    def learning_rate(self, step: int) -> float:
        """Of step `step`, from 1: linear warm-up, then constant or half a cosine."""
        config = self._config
        if step <= config.warmup_steps:
            return config.learning_rate * step / config.warmup_steps
        if config.schedule == "constant":
            return config.learning_rate
        after = max(self._steps - config.warmup_steps, 1)
        share = (step - config.warmup_steps - 1) / after
        fall = 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))
        return config.learning_rate * (config.final_share + (1 - config.final_share) * fall)

    def _clip(self) -> float:
        norm: Tensor | Any = nn.utils.clip_grad_norm_(
            self._model.parameters(), self._config.max_grad_norm
        )
        if isinstance(norm, DTensor):
            norm = norm.full_tensor()
        return float(norm)
