"""Comparing what a called function returned with what was expected.

Expected values come from JSON, so the returned value is taken as JSON would write it: tuples
are lists, dicts of every kind are objects, and keys that are numbers, booleans or None are
their JSON text. Otherwise the comparison is strict in types: True is not 1, 1 is not 1.0,
"1" is not 1. Floats must be equal; NaN equals NaN. Sets and other types equal nothing.

`Rules` relax floats, or take tuples for what they are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from service.judge.compare.quoting import quote
from service.judge.compare.tolerance import Tolerance


@dataclass(frozen=True, slots=True)
class Rules:
    """A tolerance is for two floats only. Without `tuples_as_lists` a tuple equals nothing."""

    tolerance: Tolerance | None = None
    tuples_as_lists: bool = True


STRICT = Rules()


def difference(
    expected: object, actual: object, rules: Rules = STRICT, path: str = "result"
) -> str | None:
    """What differs first, and where; None when the values agree. Both are plain data of
    bounded depth."""
    if isinstance(expected, list) and isinstance(actual, list | tuple):
        if isinstance(actual, tuple) and not rules.tuples_as_lists:
            return f"{path}: expected a list, got a tuple"
        return _list_difference(expected, actual, rules, path)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return _dict_difference(expected, actual, rules, path)
    if type(expected) is type(actual) and _same(expected, actual, rules):
        return None
    return f"{path}: expected {_described(expected)}, got {_described(actual)}"


def _same(expected: object, actual: object, rules: Rules) -> bool:
    """Of values of the same type."""
    if expected == actual or (expected != expected and actual != actual):
        return True
    if rules.tolerance is None or not isinstance(expected, float):
        return False
    assert isinstance(actual, float)
    return rules.tolerance.allows(expected, actual)


def _list_difference(
    expected: list[object], actual: list[object] | tuple[object, ...], rules: Rules, path: str
) -> str | None:
    if len(expected) != len(actual):
        return f"{path}: expected {len(expected)} items, got {len(actual)}"
    for index, (want, got) in enumerate(zip(expected, actual, strict=True)):
        if found := difference(want, got, rules, f"{path}[{index}]"):
            return found
    return None


def _dict_difference(
    expected: dict[str, object], actual: dict[object, object], rules: Rules, path: str
) -> str | None:
    by_key = {_json_key(key): value for key, value in actual.items()}
    if len(by_key) != len(actual) or by_key.keys() != expected.keys():
        return f"{path}: expected keys {_described([*expected])}, got {_described([*actual])}"
    for key, want in expected.items():
        if found := difference(want, by_key[key], rules, f"{path}[{key[:40]!r}]"):
            return found
    return None


def _json_key(key: object) -> str | None:
    """The key as JSON writes it; None: no JSON object can have it."""
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, bool | float):
        return json.dumps(key)
    if isinstance(key, int) and abs(key) < 1 << 4096:  # longer ones cannot be written
        return str(key)
    return None


def _described(value: object) -> str:
    name = type(value).__name__
    try:
        return f"{name} {quote(repr(value).encode())}"
    except ValueError:  # an int of more digits than Python writes
        return name
