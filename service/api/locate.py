"""Which field of a JSON text an offset lies in, for messages about broken JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MOST_BYTES = 4 << 20  # of text read for a message
MOST_PARTS = 12  # of a path

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[\]{},:]', re.DOTALL)


@dataclass(slots=True)
class _Container:
    is_object: bool
    at: str | int  # key or index of the present member
    wants_key: bool


def offset_of(text: bytes, line: int, column: int) -> int:
    """Offset of a 1-based line and column."""
    start = 0
    for _ in range(line - 1):
        start = text.find(b"\n", start) + 1
    return start + column - 1


def path_at(text: bytes, offset: int) -> str:
    """Dotted path of the member that holds `offset`; "body" for the whole."""
    if offset > MOST_BYTES:
        return "body"
    open_: list[_Container] = []
    for token in _TOKEN.finditer(text, 0, offset + 1):
        _step(open_, token[0])
    parts = [str(each.at) for each in open_ if each.at != ""]
    return ".".join(parts[:MOST_PARTS]) or "body"


def _step(open_: list[_Container], token: bytes) -> None:
    top = open_[-1] if open_ else None
    if token in b"{[":
        open_.append(_Container(token == b"{", "" if token == b"{" else 0, token == b"{"))
    elif token in b"]}":
        if open_:
            open_.pop()
    elif top is None:
        return
    elif token == b",":
        if isinstance(top.at, int):
            top.at += 1
        else:
            top.wants_key = True
    elif token == b":":
        top.wants_key = False
    elif top.is_object and top.wants_key:
        top.at = _key(token)


def _key(token: bytes) -> str:
    try:
        return str(json.loads(token))
    except ValueError:  # the broken part itself
        return token.decode("utf-8", "replace").strip('"')
