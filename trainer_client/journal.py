"""Work on a file's rows that can be broken off at any moment and gone on with.

A directory has `settings.json`, and a journal with one line of JSON for each row that is done, in
the order of the rows. So the number of whole lines says where to go on, however many there are,
and a line that was being written when the work ended is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from trainer_client.errors import CheckpointError
from trainer_client.whole_files import whole_file

Record = TypeVar("Record", bound=BaseModel)

_BLOCK = 1 << 20


class Journal:
    """The journal of one directory."""

    def __init__(self, directory: Path, name: str = "problems.jsonl") -> None:
        self._directory = directory
        self.path = directory / name

    def begin(self, settings: BaseModel, *, resume: bool) -> int:
        """Makes the directory, or makes sure that it is of this work; the number of rows done.

        Raises CheckpointError.
        """
        kept = self._directory / "settings.json"
        now = json.loads(settings.model_dump_json())
        if kept.exists():
            if not resume:
                raise CheckpointError(
                    f"{self._directory} has results: go on with --resume, or choose another place"
                )
            before = json.loads(kept.read_text(encoding="utf-8"))
            changed = [name for name in now if now[name] != before.get(name)]
            if changed:
                raise CheckpointError(
                    f"{self._directory} has results of other {', '.join(changed)}"
                )
        self._directory.mkdir(parents=True, exist_ok=True)
        with whole_file(kept) as file:
            file.write(json.dumps(now, indent=2) + "\n")
        return self._whole_lines()

    def append(self, records: Sequence[BaseModel]) -> None:
        """Adds lines; once this returns, a crash does not lose them."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write("".join(each.model_dump_json() + "\n" for each in records))
            file.flush()
            os.fsync(file.fileno())

    def read(self, kind: type[Record]) -> Iterator[Record]:
        """The records, in order, read as they are asked for. Raises CheckpointError."""
        return read_records(self.path, kind)

    def _whole_lines(self) -> int:
        """Their number, after what stands behind the last of them was cut off."""
        self.path.touch()
        count = whole = size = 0
        with self.path.open("r+b") as file:
            while block := file.read(_BLOCK):
                count += block.count(b"\n")
                last = block.rfind(b"\n")
                whole = size + last + 1 if last >= 0 else whole
                size += len(block)
            file.truncate(whole)
        return count


def read_records(path: Path, kind: type[Record]) -> Iterator[Record]:
    """The whole lines of a journal as records. Raises CheckpointError, and OSError."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return  # it was being written
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                raise CheckpointError(f"{path}: line {number} is no record: {error}") from error
