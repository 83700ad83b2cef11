"""What a model is asked, and how its answer becomes a submission."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from trainer_client.datasets import DatasetItem
from trainer_client.types import AnyProblem, Submission

Message = dict[str, str]  # `role` and `content`, as chat templates take them

AnswerForm = Literal["completion", "continuation"]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Task:
    """One prompt and what its answers are judged by.

    id       names the task within its source
    source   the name of the source; rewards are reported by it
    prompt   plain text, or the messages of a chat
    problem  what answers are judged by, at the service
    answer   "completion": the program, or the mathematical answer, is found in the model's text;
             "continuation": the text itself is the program
    item     the row of a data set, if what surrounds its answers is to be put around the program
    """

    id: str
    source: str
    prompt: str | tuple[Message, ...]
    problem: AnyProblem
    answer: AnswerForm = "completion"
    item: DatasetItem | None = None

    @property
    def name(self) -> str:
        """The task's name among those of every source."""
        return f"{self.source}/{self.id}"

    def submission(self, id_: str, text: str) -> Submission:
        """A model's `text` as a submission to the problem called `name`."""
        code = self._code(text)
        if code is None:
            return Submission(id=id_, problem=self.name, completion=text)
        return Submission(id=id_, problem=self.name, code=code)

    def _code(self, text: str) -> str | None:
        """The program, where it is put together here; None: the service finds it in the text."""
        if self.answer == "continuation":
            return self.item.program(text) if self.item else text
        if self.item is None or not (self.item.prefix or self.item.suffix):
            return None
        blocks = _BLOCK.findall(text.rpartition("</think>")[2])
        return self.item.program(blocks[-1]) if blocks else None


# The service's own rule knows more forms of fences; it cannot put text around what it finds.
_BLOCK = re.compile(r"^```[^`\n]*\n(.*?)(?:^```|\Z)", re.MULTILINE | re.DOTALL)


class Source(Protocol[T_co]):
    """Items by number: the same number is the same item in every run."""

    @property
    def name(self) -> str: ...

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> T_co: ...


TaskSource = Source[Task]


@dataclass(frozen=True, slots=True)
class TaskList:
    """A source whose tasks are all in memory."""

    name: str
    tasks: Sequence[Task]

    def __len__(self) -> int:
        return len(self.tasks)

    def __getitem__(self, number: int) -> Task:
        return self.tasks[number]
