"""Evaluation, checkpoints, and what one sees of a run."""

from __future__ import annotations

from pydantic import Field

from trainer_client.config.tasks import TasksConfig
from trainer_client.config_base import Config


class EvaluationConfig(Config):
    """Pass rates on tasks that are not trained on."""

    tasks: list[TasksConfig] = Field(default=[], description="sources of held-out tasks")
    every: int | None = Field(
        default=None,
        gt=0,
        description="steps between evaluations; at start and end alone unless said",
    )
    prompts: int = Field(default=64, gt=0, description="tasks of each source")
    samples: int = Field(default=4, gt=0, description="rollouts of each task")


class CheckpointConfig(Config):
    """What a run can be resumed from."""

    every: int = Field(default=10, gt=0, description="steps between checkpoints")
    keep: int = Field(default=2, gt=0, description="checkpoints kept; older ones are removed")


class ReportConfig(Config):
    """What one sees. The run's directory always has `steps.jsonl`."""

    table: bool = Field(
        default=True, description="a live table, where standard error is a terminal"
    )
    tensorboard: bool = Field(default=True, description="event files in `tensorboard/`")
    wandb_project: str | None = Field(
        default=None, description="project at Weights & Biases; none unless said"
    )


class RunReportConfig(ReportConfig):
    """The same, and what is seen of rollouts."""

    samples: int = Field(
        default=4, ge=0, description="rollouts of each step kept in `samples.jsonl`, to be read"
    )
    kl_to_start: bool = Field(
        default=True,
        description="measure the divergence from the first weights, which costs a copy of the "
        "model and a forward pass",
    )
