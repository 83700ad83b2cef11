"""The sources of tasks that a configuration names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from trainer_client.config.tasks import (
    Asked,
    CodeTasks,
    ListOperationsTasks,
    MathTasks,
    ProblemTasks,
    TasksConfig,
)
from trainer_client.datasets import DatasetError, DatasetItem, form, open_rows
from trainer_client.errors import ConfigError
from trainer_client.inputs import as_problems
from trainer_client.tasks import Message, Task, TaskList
from trainer_client.tasks.list_operations import list_operations
from trainer_client.types import MathProblem


def load_source(config: TasksConfig) -> TaskList:
    """All tasks of one source. Raises ConfigError."""
    match config:
        case ListOperationsTasks():
            steps = (config.fewest, config.most)
            return list_operations(
                config.name, config.split, config.seed, config.count, steps, config.tests
            )
        case CodeTasks():
            tasks = _code(config)
        case MathTasks():
            tasks = _math(config)
        case ProblemTasks():
            tasks = _problems(config)
    end = None if config.count is None else config.first + config.count
    try:
        found = TaskList(config.name, [*itertools.islice(tasks, config.first, end)])
    except (DatasetError, OSError) as error:
        raise ConfigError(f"tasks {config.name}: {error}") from error
    if not len(found):
        raise ConfigError(f"tasks {config.name}: {config.path} has no such rows")
    return found


def _code(config: CodeTasks) -> Iterator[Task]:
    for item in form(config.form).load(config.path):
        yield Task(
            id=item.id,
            source=config.name,
            prompt=asked(config, item.prompt),
            problem=_limited(item, config.cpu_s),
            answer=config.answer,
            item=item,
        )


def _limited(item: DatasetItem, cpu_s: float | None) -> Any:
    if cpu_s is None:
        return item.problem
    limits = item.problem.limits.model_copy(update={"cpu_s": cpu_s})
    return item.problem.model_copy(update={"limits": limits})


def _math(config: MathTasks) -> Iterator[Task]:
    for number, row in enumerate(open_rows(config.path)):
        try:
            problem, answers = row[config.problem_field], row[config.answer_field]
        except KeyError as error:
            raise ConfigError(f"tasks {config.name}: row {number + 1} has no {error}") from error
        answers = answers if isinstance(answers, list) else [answers]
        yield Task(
            id=str(row.get("id", number)),
            source=config.name,
            prompt=asked(config, str(problem)),
            problem=MathProblem(answers=[str(each) for each in answers]),
        )


def _problems(config: ProblemTasks) -> Iterator[Task]:
    for number, row in enumerate(open_rows(config.path)):
        try:
            prompt = str(row["prompt"])
            problem = as_problems({"": row["problem"]})[""]
        except (KeyError, ValueError) as error:
            raise ConfigError(f"tasks {config.name}: row {number + 1}: {error}") from error
        yield Task(
            id=str(row.get("id", number)),
            source=config.name,
            prompt=asked(config, prompt),
            problem=problem,
            answer=config.answer,
        )


def asked(config: Asked, published: str) -> str | tuple[Message, ...]:
    """A published prompt as the model is asked it."""
    text = config.prompt.replace("{prompt}", published)
    if not config.chat:
        return text
    system = [{"role": "system", "content": config.system}] if config.system else []
    return (*system, {"role": "user", "content": text})
