from __future__ import annotations

from service.judge.compare.quoting import quote


def exact(expected: bytes, actual: bytes) -> str | None:
    """Byte by byte."""
    if expected == actual:
        return None
    size = min(len(expected), len(actual))
    at = next((i for i in range(size) if expected[i] != actual[i]), size)
    return f"byte {at}: expected {quote(expected[at:])}, got {quote(actual[at:])}"
