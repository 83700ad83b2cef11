"""The whole of a run's configuration."""

from __future__ import annotations

from pydantic import Field, model_validator

from trainer_client.advantages import AdvantageConfig
from trainer_client.config.models import ModelConfig
from trainer_client.config.optimiser import OptimiserConfig
from trainer_client.config.others import (
    CheckpointConfig,
    EvaluationConfig,
    ReportConfig,
)
from trainer_client.config.plan import PlanConfig
from trainer_client.config.rewards import RewardConfig
from trainer_client.config.rollouts import RolloutConfig
from trainer_client.config.tasks import TasksConfig
from trainer_client.config_base import Config
from trainer_client.logprobs.config import LogprobConfig
from trainer_client.losses.config import ObjectiveConfig


class RunConfig(Config):
    """One training run."""

    name: str = Field(description="name of the run, and of its directory unless one is given")
    seed: int = Field(default=0, description="seed of everything that is drawn")
    steps: int = Field(gt=0, description="rollout batches that are trained on")
    threads: int | None = Field(
        default=None, gt=0, description="torch's threads on CPU; torch's choice unless said"
    )
    model: ModelConfig = Field(description="what is trained")
    tasks: list[TasksConfig] = Field(min_length=1, description="sources of prompts")
    rollouts: RolloutConfig = Field(description="what is generated for each step")
    rewards: RewardConfig = Field(default=RewardConfig(), description="where rewards come from")
    advantages: AdvantageConfig = Field(
        default=AdvantageConfig(), description="how rewards become advantages"
    )
    objective: ObjectiveConfig = Field(
        default=ObjectiveConfig(), description="what is minimised: policy loss and NLL"
    )
    logprobs: LogprobConfig = Field(
        default=LogprobConfig(), description="how much of the logits exists at a time"
    )
    optimiser: OptimiserConfig = Field(description="how weights are updated")
    evaluation: EvaluationConfig = Field(
        default=EvaluationConfig(), description="pass rates on tasks that are not trained on"
    )
    checkpoints: CheckpointConfig = Field(
        default=CheckpointConfig(), description="what the run can be resumed from"
    )
    report: ReportConfig = Field(default=ReportConfig(), description="what one sees")
    plan: PlanConfig = Field(default=PlanConfig(), description="what --dry-run reckons with")

    @model_validator(mode="after")
    def _names_differ(self) -> RunConfig:
        for where, sources in (("tasks", self.tasks), ("evaluation.tasks", self.evaluation.tasks)):
            names = [each.name for each in sources]
            if len(set(names)) < len(names):
                raise ValueError(f"the sources of {where} must have names of their own")
        return self
