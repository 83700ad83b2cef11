"""JSON Lines that survive a crash: written through to the disk, cut back on resumption."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel


class JsonLines:
    """A file of objects, in runs' records each with its `step`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, values: BaseModel | dict[str, Any]) -> None:
        """Adds a line; once this returns, a crash does not lose it."""
        self.extend([values.model_dump() if isinstance(values, BaseModel) else values])

    def extend(self, objects: Iterable[dict[str, Any]]) -> None:
        """Adds lines; once this returns, a crash does not lose them."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(_lines(objects))
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[dict[str, Any]]:
        """All whole lines."""
        if not self._path.exists():
            return []
        lines = self._path.read_text(encoding="utf-8").split("\n")[:-1]  # the last: not ended
        return [json.loads(line) for line in lines]

    def cut_behind(self, step: int) -> None:
        """Removes lines of later steps, and one that was being written when the run ended."""
        self._replace([each for each in self.read() if each["step"] <= step])

    def mend(self) -> None:
        """Removes a line that was being written when the run ended."""
        self._replace(self.read())

    def _replace(self, objects: Iterable[dict[str, Any]]) -> None:
        unfinished = self._path.with_suffix(".unfinished")
        unfinished.write_text(_lines(objects), encoding="utf-8")
        unfinished.replace(self._path)


def _lines(objects: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(each) + "\n" for each in objects)
