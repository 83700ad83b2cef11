"""What a model is asked, and how its answer becomes a submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from trainer_client.types import AnyProblem, Submission

Message = dict[str, str]  # `role` and `content`, as chat templates take them

AnswerForm = Literal["completion", "continuation"]


@dataclass(frozen=True, slots=True)
class Task:
    """One prompt and what its answers are judged by.

    id       names the task within its source
    source   the name of the source; rewards are reported by it
    prompt   plain text, or the messages of a chat
    problem  what answers are judged by, at the service
    answer   "completion": the service finds the program, or the mathematical answer, in the
             model's text; "continuation": the text, between `prefix` and `suffix`, is the program
    """

    id: str
    source: str
    prompt: str | tuple[Message, ...]
    problem: AnyProblem
    answer: AnswerForm = "completion"
    prefix: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """The task's name among those of every source."""
        return f"{self.source}/{self.id}"

    def submission(self, id_: str, text: str) -> Submission:
        """A model's `text` as a submission to the problem called `name`."""
        if self.answer == "completion":
            return Submission(id=id_, problem=self.name, completion=text)
        return Submission(id=id_, problem=self.name, code=self.prefix + text + self.suffix)


class TaskSource(Protocol):
    """Tasks by number: the same number is the same task in every run."""

    @property
    def name(self) -> str: ...

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> Task: ...


@dataclass(frozen=True, slots=True)
class TaskList:
    """A source whose tasks are all in memory."""

    name: str
    tasks: Sequence[Task]

    def __len__(self) -> int:
        return len(self.tasks)

    def __getitem__(self, number: int) -> Task:
        return self.tasks[number]
