"""How large a piece of the logits exists at a time. No torch here."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class LogprobConfig(BaseModel):
    """Memory is `rows * vocabulary_tile` logits in float32, a few times over."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    rows: int = Field(default=4096, gt=0, description="token positions at a time")
    vocabulary_tile: int = Field(default=2048, gt=0, description="words at a time")
