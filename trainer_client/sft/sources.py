"""The sources of examples that a configuration names."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from trainer_client.config.sft import FileSource, ListOperationsSource, SourceConfig
from trainer_client.datasets import DatasetError, open_rows
from trainer_client.errors import ConfigError
from trainer_client.sft.example import Example
from trainer_client.sft.rows import example
from trainer_client.tasks.list_operations import list_operations, program_with_errors, sentences


def load_examples(config: SourceConfig) -> list[Example]:
    """All examples of one source. Raises ConfigError."""
    match config:
        case ListOperationsSource():
            return list(_list_operations(config))
        case FileSource():
            return _from_file(config)


def _from_file(config: FileSource) -> list[Example]:
    end = None if config.count is None else config.first + config.count
    try:
        rows = itertools.islice(open_rows(config.path), config.first, end)
        found = [example(row, number, config) for number, row in enumerate(rows, config.first)]
    except (DatasetError, OSError) as error:
        raise ConfigError(f"sources {config.name}: {error}") from error
    if not found:
        raise ConfigError(f"sources {config.name}: {config.path} has no such rows")
    return found


def _list_operations(config: ListOperationsSource) -> Iterator[Example]:
    """Sentences and tests are those of the tasks of the same seed."""
    steps = (config.fewest, config.most)
    tasks = list_operations(
        config.name, config.split, config.seed, config.count, steps, config.tests
    )
    random_ = random.Random(f"{config.seed}/answers")
    numbers = itertools.count()
    for task, sentence in zip(
        tasks.tasks, sentences(config.split, config.seed, steps), strict=False
    ):
        for _ in range(config.answers):
            response = program_with_errors(sentence, config.step_errors, random_)
            yield Example(next(numbers), task, response)
