from __future__ import annotations

from service.judge.compare.quoting import quote

_BLANK = b" \t\r\v\f"


def lines(expected: bytes, actual: bytes) -> str | None:
    """Line by line; blanks at the ends of lines and empty lines at the end do not count."""
    if expected == actual:
        return None
    wanted, found = split_lines(expected), split_lines(actual)
    if wanted == found:
        return None
    size = min(len(wanted), len(found))
    at = next((i for i in range(size) if wanted[i] != found[i]), size)
    return f"line {at + 1}: expected {_nth(wanted, at)}, got {_nth(found, at)}"


def split_lines(data: bytes) -> list[bytes]:
    """The lines without blanks at their ends, and without empty lines at the end."""
    split = [line.rstrip(_BLANK) for line in data.split(b"\n")]
    while split and not split[-1]:
        split.pop()
    return split


def _nth(split: list[bytes], index: int) -> str:
    return quote(split[index]) if index < len(split) else "the end of the output"
