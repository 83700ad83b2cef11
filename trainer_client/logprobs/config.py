"""How large a piece of the logits exists at a time. No torch here."""

from __future__ import annotations

from pydantic import Field

from trainer_client.config_base import Config


class LogprobConfig(Config):
    """Memory is `rows * vocabulary_tile` logits in float32, a few times over."""

    rows: int = Field(default=4096, gt=0, description="token positions at a time")
    vocabulary_tile: int = Field(default=2048, gt=0, description="words at a time")
