"""What `--dry-run` reckons with: guesses and facts that no other table has."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from trainer_client.config_base import Config


class PlanConfig(Config):
    """The machines that a run is meant for, and what is known of its work before it begins."""

    gpus: int = Field(default=1, gt=0, description="GPUs that train")
    gpu_memory_gib: float = Field(default=80.0, gt=0, description="memory of each")
    architecture: dict[str, Any] | None = Field(
        default=None,
        description="fields of the model's config.json, used where the model is not here",
    )
    mean_tokens: int | None = Field(
        default=None, gt=0, description="mean length of a completion; the limit unless said"
    )
    generated_per_s: float = Field(
        default=2000.0, gt=0, description="tokens that all samplers together generate a second"
    )
    trained_per_s: float = Field(
        default=2000.0, gt=0, description="tokens that one GPU trains on a second"
    )
    tests: float = Field(default=1.0, gt=0, description="mean number of tests of a task")
    test_cpu_s: float = Field(
        default=0.05, gt=0, description="mean CPU time of one test of a rollout, start included"
    )
