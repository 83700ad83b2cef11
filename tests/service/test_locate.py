"""Naming the field in which JSON is broken."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.api.locate import MOST_PARTS, offset_of, path_at

MARK = "\x01here"

key = st.text(min_size=1, max_size=5).filter(lambda text: "." not in text)
leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
document = st.recursive(
    leaf, lambda inner: st.lists(inner) | st.dictionaries(key, inner), max_leaves=15
)


def paths(value: Any) -> list[list[str | int]]:
    """The way to every leaf."""
    if isinstance(value, dict):
        return [[k, *rest] for k, inner in value.items() for rest in paths(inner)]
    if isinstance(value, list):
        return [[i, *rest] for i, inner in enumerate(value) for rest in paths(inner)]
    return [[]]


def replaced(value: Any, path: list[str | int], new: object) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@given(document, st.data(), st.booleans())
def test_the_path_of_every_leaf_is_found(value: Any, data: st.DataObject, ascii_: bool) -> None:
    path = data.draw(st.sampled_from(paths(value) or [[]]))
    marked = replaced(value, path, MARK)
    indent = data.draw(st.sampled_from([None, 1]))
    text = json.dumps(marked, ensure_ascii=ascii_, indent=indent).encode()
    offset = text.index(json.dumps(MARK).encode())
    expected = ".".join(map(str, path[:MOST_PARTS])) or "body"
    assert path_at(text, offset) == expected


@given(st.binary(), st.integers(-1, 100))
def test_nonsense_has_some_path(text: bytes, offset: int) -> None:
    assert path_at(text, offset)


def test_lines_and_columns() -> None:
    text = b"ab\ncd\n"
    assert text[offset_of(text, 2, 2) :] == b"d\n"
