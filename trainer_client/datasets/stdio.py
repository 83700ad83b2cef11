"""Published inputs and outputs as tests by standard input and output."""

from __future__ import annotations

from typing import Any

from trainer_client.datasets.fields import Fields
from trainer_client.types import StdioTest


def joined(fields: Fields, name: str, value: Any, separator: str = "\n") -> str:
    """One text of what the field `name` holds: a string, a number, or a list of lines."""
    if isinstance(value, list):
        return separator.join(_line(fields, name, each) for each in value)
    return _line(fields, name, value)


def _line(fields: Fields, name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise fields.malformed(name, "is neither a string nor a number nor a list of these")


def stdio_test(
    fields: Fields, names: tuple[str, str], values: tuple[Any, Any], separator: str = "\n"
) -> StdioTest:
    """The test of an input and an output, which the two named fields hold."""
    stdin, stdout = (
        joined(fields, name, value, separator) for name, value in zip(names, values, strict=True)
    )
    return StdioTest(stdin=stdin, stdout=stdout)
