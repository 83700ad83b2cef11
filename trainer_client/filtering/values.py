"""Expected values that stand in the source of a test."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable

_MAKING: dict[str, Callable[[object], object]] = {
    "set": set,  # type: ignore[dict-item]  # what is not iterable raises, and is unreadable
    "frozenset": frozenset,  # type: ignore[dict-item]
    "tuple": tuple,  # type: ignore[dict-item]
    "list": list,  # type: ignore[dict-item]
    "sorted": sorted,  # type: ignore[dict-item]
    "dict": dict,  # type: ignore[dict-item]
}


class Unreadable(Exception):
    """A test whose expectation cannot be read from its source."""


def value_of(node: ast.expr) -> object:
    """The value of a literal, or of `set`, `tuple` and their like of one. Raises Unreadable."""
    try:
        match node:
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _MAKING:
                return _MAKING[name](ast.literal_eval(argument))
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError) as error:
        raise Unreadable from error


def agree(one: object, other: object) -> bool:
    """Whether an outcome can equal both, but for a float's last digits."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        same_kind = type(one) is type(other) and len(one) == len(other)
        return same_kind and all(map(agree, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)
