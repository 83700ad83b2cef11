"""JSON as data sets hold it: in fields of text, with integers of any length."""

from __future__ import annotations

import json
from typing import Any

MOST_DIGITS = 4000  # below the interpreter's own limit for int(text), which raises


class NotJson(ValueError):
    """A text that is not JSON; caught by whoever knows the row."""


class LongInteger(str):
    """The digits of an integer too long for `int`. As text of a test it is what is needed."""

    __slots__ = ()


def decode_json(text: str | bytes) -> Any:
    """The JSON value of a text. Raises NotJson."""
    try:
        return json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"is not JSON: {error}") from error


def _integer(digits: str) -> int | LongInteger:
    return int(digits) if len(digits) <= MOST_DIGITS else LongInteger(digits)


def holds_long_integer(value: object) -> bool:
    """Whether a decoded JSON value has a LongInteger anywhere."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, LongInteger):
            return True
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each
    return False
