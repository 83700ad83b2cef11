"""What is trained on: a task with one response to it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from trainer_client.tasks import Task


@dataclass(frozen=True, slots=True)
class Example:
    """One response, reasoning and answer, to a task.

    number     its place in its source, from 0: a task may have several responses
    pass_rate  the share of a model's answers to the task that are correct, where the source
               says it: how hard the task is
    """

    number: int
    task: Task
    response: str
    pass_rate: float | None = None

    @property
    def source(self) -> str:
        return self.task.source

    @property
    def judged_by(self) -> str:
        """A hash of all that its verdict depends on, 64 hexadecimal digits."""
        return _digest([self.task.problem.payload(), self.task.answer, self.response])

    @property
    def asked(self) -> str:
        """A hash of the prompt: examples that have it in common answer the same problem."""
        return _digest(self.task.prompt)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
