"""Where rewards come from."""

from __future__ import annotations

from pydantic import Field

from trainer_client.config_base import Config


class RewardConfig(Config):
    """The service, and how long to wait for it."""

    url: str | None = Field(
        default=None,
        description="address of the service; `softjudge train` starts one of its own unless said",
    )
    workers: int | None = Field(
        default=None, gt=0, description="workers of a service of its own; one per core unless said"
    )
    overlap: bool = Field(
        default=True,
        description="judge each rollout when it is finished, not all when the last one is",
    )
    deadline_s: float = Field(
        default=600.0, gt=0, description="a rollout without verdict after this has none"
    )
    patience_s: float = Field(
        default=900.0, gt=0, description="how long an unreachable service is tried again"
    )
