"""The whole of the configuration of `softjudge train`."""

from __future__ import annotations

from pydantic import Field, model_validator

from trainer_client.advantages import AdvantageConfig
from trainer_client.config.optimiser import OptimiserConfig
from trainer_client.config.others import RunReportConfig
from trainer_client.config.plan import PlanConfig
from trainer_client.config.rollouts import RolloutConfig
from trainer_client.config.tasks import TasksConfig
from trainer_client.config.training import TrainingConfig, check_names
from trainer_client.losses.config import ObjectiveConfig


class RunConfig(TrainingConfig):
    """One run of reinforcement learning."""

    steps: int = Field(gt=0, description="rollout batches that are trained on")
    tasks: list[TasksConfig] = Field(min_length=1, description="sources of prompts")
    rollouts: RolloutConfig = Field(description="what is generated for each step")
    advantages: AdvantageConfig = Field(
        default=AdvantageConfig(), description="how rewards become advantages"
    )
    objective: ObjectiveConfig = Field(
        default=ObjectiveConfig(), description="what is minimised: policy loss and NLL"
    )
    optimiser: OptimiserConfig = Field(description="how weights are updated")
    report: RunReportConfig = Field(default=RunReportConfig(), description="what one sees")
    plan: PlanConfig = Field(default=PlanConfig(), description="what --dry-run reckons with")

    @model_validator(mode="after")
    def _task_names_differ(self) -> RunConfig:
        check_names("tasks", [each.name for each in self.tasks])
        return self
