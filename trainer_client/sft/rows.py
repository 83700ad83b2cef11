"""A row of a file as an example: prompt, response, and what the response is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trainer_client.config.sft import FileSource
from trainer_client.errors import ConfigError
from trainer_client.inputs import as_problems
from trainer_client.sft.example import Example
from trainer_client.tasks import Task
from trainer_client.training.sources import asked
from trainer_client.types import AnyProblem, MathProblem


class _Row(BaseModel):
    """Fields beside these are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    prompt: str | list[dict[str, str]] = Field(min_length=1)
    response: str = Field(min_length=1)
    problem: dict[str, Any] | None = None
    answer: str | list[str] | None = None
    pass_rate: float | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _one_judge(self) -> Self:
        if (self.problem is None) == (self.answer is None):
            raise ValueError("give exactly one of 'problem' and 'answer'")
        return self


def example(row: Mapping[str, Any], number: int, config: FileSource) -> Example:
    """Row `number` of a file, from 0. Raises ConfigError, which names row and field."""
    try:
        read = _Row.model_validate(row)
        problem = _problem(read)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'row'}: {each['msg']}"
            for each in error.errors(include_url=False)
        )
        raise ConfigError(f"sources {config.name}: row {number + 1}: {wrong}") from error
    prompt = asked(config, read.prompt) if isinstance(read.prompt, str) else (*read.prompt,)
    task = Task(
        id=str(number),
        source=config.name,
        prompt=prompt,
        problem=problem,
        answer=config.form,
    )
    return Example(number, task, read.response, read.pass_rate)


def _problem(row: _Row) -> AnyProblem:
    if row.problem is not None:
        return as_problems({"": row.problem})[""]
    answers = row.answer if isinstance(row.answer, list) else [str(row.answer)]
    return MathProblem(answers=answers)
