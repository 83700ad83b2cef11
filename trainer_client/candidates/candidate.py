"""What sources of candidates take and give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer_client.tasks import Task, TaskRow
from trainer_client.types import Submission


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer to a task.

    published  the data set publishes it as right; its text is the program alone
    tokens     its length, where whoever made it said so
    cut        it was ended by the limit of its length
    """

    text: str
    published: bool = False
    tokens: int | None = None
    cut: bool = False

    def submission(self, id_: str, task: Task, problem: str, repetition: int = 0) -> Submission:
        """The candidate as a submission to the problem of this name."""
        text = _sendable(self.text)
        if self.published and task.item is not None:
            code = task.item.program(text)
            return Submission(id=id_, problem=problem, code=code, repetition=repetition)
        made = task.submission(id_, text)
        return made.model_copy(update={"problem": problem, "repetition": repetition})


class CandidateSource(Protocol):
    """Something that has answers."""

    async def candidates(self, rows: Sequence[TaskRow]) -> list[list[Candidate]]:
        """Those of each row, in the rows' order; none for a row without a task.

        May be called again before it has answered. Raises EngineError.
        """

    async def aclose(self) -> None:
        """Ends it."""


def _sendable(text: str) -> str:
    """Without NUL characters and lone surrogates, which no program has and the service refuses."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
