from __future__ import annotations

from service.judge.compare.quoting import quote

_BLOCK = 4096  # bytes compared at once on the way to the first that differs


def exact(expected: bytes, actual: bytes) -> str | None:
    """Byte by byte."""
    if expected == actual:
        return None
    at = _first_difference(expected, actual)
    return f"byte {at}: expected {quote(expected[at:])}, got {quote(actual[at:])}"


def _first_difference(one: bytes, other: bytes) -> int:
    size = min(len(one), len(other))
    start = 0
    while start < size and one[start : start + _BLOCK] == other[start : start + _BLOCK]:
        start += _BLOCK
    return next((i for i in range(start, size) if one[i] != other[i]), size)
