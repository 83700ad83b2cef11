"""A file of completions: JSON Lines with the `id` of a problem and its `completions`.

The file may be in any order, larger than memory, and have several lines for a problem: an index
on disk, which is gone with the process, finds them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from trainer_client.candidates.candidate import Candidate
from trainer_client.datasets import UnreadableFile, open_rows
from trainer_client.tasks import TaskRow


class CompletionsLine(BaseModel):
    """What models answered to one problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    id: str
    completions: list[str]


class CompletionsFile:
    """At most `samples` of each row, the file's first."""

    def __init__(self, path: Path, samples: int) -> None:
        """Reads the file. Raises OSError and UnreadableFile."""
        self._samples = samples
        # A database without a name lies on disk, in a file that nobody else sees.
        self._index = sqlite3.connect("")
        self._index.execute("CREATE TABLE completions (id TEXT, text TEXT)")
        self._index.executemany("INSERT INTO completions VALUES (?, ?)", _lines(path))
        self._index.execute("CREATE INDEX by_id ON completions (id)")

    async def candidates(self, rows: Sequence[TaskRow]) -> list[list[Candidate]]:
        return [self._of(row.task.id) if row.task else [] for row in rows]

    async def aclose(self) -> None:
        self._index.close()

    def _of(self, id_: str) -> list[Candidate]:
        found = self._index.execute(
            "SELECT text FROM completions WHERE id = ? ORDER BY rowid LIMIT ?", (id_, self._samples)
        )
        return [Candidate(text) for (text,) in found]


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(open_rows(path), start=1):
        try:
            line = CompletionsLine.model_validate(row)
        except ValidationError as error:
            raise UnreadableFile(
                f"{path}: row {number} has no id with a list of completions: {error}"
            ) from error
        for text in line.completions:
            yield line.id, text
