"""What a filter is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import AnswerForm

DEFAULT_CPU_S = 10.0  # the service's own default


class FilterSettings(BaseModel):
    """What the evidence depends on: kept beside it, and compared when work is gone on with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: str
    path: Path
    answer: AnswerForm = "completion"
    candidates: str = Field(description="where candidates come from, in words")
    samples: int = Field(default=16, gt=0, description="candidates of a problem, at most")
    sampling: Sampling = Field(description="how a model draws them")
    seed: int = Field(default=0, description="seed of what a model draws")
    repetitions: int = Field(default=4, ge=0, description="further runs of the best candidates")
    cpu_s: float = Field(default=DEFAULT_CPU_S, gt=0, description="CPU limit of a test, seconds")


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which problems are kept. They may change from run to run: the evidence stays."""

    min_pass_rate: float = 0.5
    min_tests: int = 1
    max_disagreement: float = 1.0
    keep_suspicious: bool = False
