"""Rows as lines of JSON again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from trainer_client.tasks.reading import TaskRow


def row_line(row: TaskRow) -> str:
    """The row as it was read, but for the files of a package, which are no text."""
    values = {name: each for name, each in row.row.items() if not _holds_bytes(each)}
    return json.dumps(values, default=str)


def _holds_bytes(value: object) -> bool:
    return isinstance(value, Mapping) and any(isinstance(each, bytes) for each in value.values())
