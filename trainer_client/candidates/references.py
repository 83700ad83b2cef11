"""The correct answers that a data set publishes."""

from __future__ import annotations

from collections.abc import Sequence

from trainer_client.candidates.candidate import Candidate
from trainer_client.tasks import TaskRow


class References:
    """At most `samples` of each row."""

    def __init__(self, samples: int) -> None:
        self._samples = samples

    async def candidates(self, rows: Sequence[TaskRow]) -> list[list[Candidate]]:
        return [self._of(row) for row in rows]

    async def aclose(self) -> None:
        pass

    def _of(self, row: TaskRow) -> list[Candidate]:
        item = row.task.item if row.task else None
        published = item.references if item else ()
        return [Candidate(text, published=True) for text in published[: self._samples]]
