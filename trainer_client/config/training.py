"""What every kind of training is told, by `softjudge train` and `softjudge sft` alike."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, model_validator

from trainer_client.config.models import ModelConfig
from trainer_client.config.optimiser import AdamWConfig
from trainer_client.config.others import CheckpointConfig, EvaluationConfig, ReportConfig
from trainer_client.config.rewards import RewardConfig
from trainer_client.config.rollouts import SamplingConfig
from trainer_client.config_base import Config
from trainer_client.logprobs.config import LogprobConfig


class TrainingConfig(Config):
    """One run, whatever it is trained on."""

    name: str = Field(description="name of the run, and of its directory unless one is given")
    seed: int = Field(default=0, description="seed of everything that is drawn")
    steps: int = Field(gt=0, description="steps that are trained")
    threads: int | None = Field(
        default=None, gt=0, description="torch's threads on CPU; torch's choice unless said"
    )
    model: ModelConfig = Field(description="what is trained")
    rollouts: SamplingConfig = Field(description="how the model is sampled from")
    rewards: RewardConfig = Field(default=RewardConfig(), description="where rewards come from")
    logprobs: LogprobConfig = Field(
        default=LogprobConfig(), description="how much of the logits exists at a time"
    )
    optimiser: AdamWConfig = Field(description="how weights are updated")
    evaluation: EvaluationConfig = Field(
        default=EvaluationConfig(), description="pass rates on tasks that are not trained on"
    )
    checkpoints: CheckpointConfig = Field(
        default=CheckpointConfig(), description="what the run can be resumed from"
    )
    report: ReportConfig = Field(default=ReportConfig(), description="what one sees")

    @model_validator(mode="after")
    def _held_out_names_differ(self) -> TrainingConfig:
        check_names("evaluation.tasks", [each.name for each in self.evaluation.tasks])
        return self


def check_names(table: str, names: Sequence[str]) -> None:
    """Raises ValueError where two sources of a table have one name."""
    if len(set(names)) < len(names):
        raise ValueError(f"the entries of {table} must have names of their own")
