"""Tasks of a file in a published form, row by row: a file larger than memory goes through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from trainer_client.datasets import RowError, form, open_rows
from trainer_client.datasets.fields import Row
from trainer_client.tasks.math_rows import math_task
from trainer_client.tasks.task import AnswerForm, Message, Task

MATH = "math"  # beside the forms of `trainer_client.datasets`

CODE_PROMPT = "{prompt}\n\nAnswer with one code block that holds the whole program."
MATH_PROMPT = "{prompt}\n\nReason step by step, and put the final answer within \\boxed{{}}."


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row, its number from 1, and the task that it is; None where `fault` says why not."""

    number: int
    row: Row
    task: Task | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TaskFile:
    """A file of problems, and how they are asked.

    form    a form of `trainer_client.datasets`, or "math": rows with a problem and its answer
    answer  "completion": the prompt is a chat, and the program is in a code block of the answer;
            "continuation": the published prompt is plain text, and the answer goes on with it
    cpu_s   seconds of CPU of one test where the problem states none; the service's unless given
    """

    form: str
    path: Path
    answer: AnswerForm = "completion"
    cpu_s: float | None = None

    @property
    def name(self) -> str:
        """The file's name without its endings."""
        return self.path.name.partition(".")[0]

    def rows(self) -> Iterator[TaskRow]:
        """Every row, in order, those that cannot be read included.

        Raises OSError and DatasetError where the file itself cannot be read.
        """
        opened = open_rows if self.form == MATH else form(self.form).open
        for number, row in enumerate(opened(self.path), start=1):
            try:
                yield TaskRow(number, row, self._task(row, number))
            except RowError as error:
                yield TaskRow(number, row, None, str(error))

    def _task(self, row: Row, number: int) -> Task:
        continued = self.answer == "continuation"
        if self.form == MATH:
            task = math_task(row, number, self.name)
            if continued:
                return task
            return replace(task, prompt=_chat(MATH_PROMPT.format(prompt=task.prompt)))
        item = form(self.form).item(row, number)
        problem = item.problem
        if self.cpu_s is not None and problem.limits.cpu_s is None:
            limits = problem.limits.model_copy(update={"cpu_s": self.cpu_s})
            problem = problem.model_copy(update={"limits": limits})
        return Task(
            id=item.id,
            source=self.name,
            prompt=item.prompt if continued else _chat(CODE_PROMPT.format(prompt=item.prompt)),
            problem=problem,
            answer=self.answer,
            item=item,
        )


def _chat(text: str) -> tuple[Message, ...]:
    return ({"role": "user", "content": text},)
