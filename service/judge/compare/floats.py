"""Numbers within a tolerance.

The expected token decides. Written as a number with a point or an exponent, it is a float, and
any decimal number that is close enough agrees with it. Written as an integer, it must be met
character by character, as must every other token: nan, inf, hexadecimal numbers, digits with
underscores or of other scripts, and numbers beyond the range of a double.
"""

from __future__ import annotations

import math
import re

from service.judge.compare.lines import split_lines
from service.judge.compare.policy import Policy
from service.judge.compare.quoting import quote
from service.judge.compare.tolerance import Tolerance

# Possessive, so that a hostile token of a million digits is read once.
_NUMBER = re.compile(rb"[+-]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][+-]?+\d++)?+")
_INTEGER = re.compile(rb"[+-]?+\d++")
_WORD = re.compile(rb"[^ \t\n\r\v\f]++")


def tokens_within(tolerance: Tolerance) -> Policy:
    """`tokens`, floats within the tolerance."""

    def policy(expected: bytes, actual: bytes) -> str | None:
        if expected == actual:
            return None
        found = _first_difference(expected.split(), actual.split(), tolerance)
        if found is None:
            return None
        number, want, got = found
        return f"token {number + 1}: expected {_shown(want)}, got {_shown(got)}"

    return policy


def lines_within(tolerance: Tolerance) -> Policy:
    """`lines`, floats within the tolerance; the blanks between tokens must be the same."""

    def policy(expected: bytes, actual: bytes) -> str | None:
        if expected == actual:
            return None
        wanted, found = split_lines(expected), split_lines(actual)
        for number, (want, got) in enumerate(zip(wanted, found, strict=False), start=1):
            if not _same_line(want, got, tolerance):
                return f"line {number}: expected {quote(want)}, got {quote(got)}"
        if len(wanted) == len(found):
            return None
        return f"expected {len(wanted)} lines, got {len(found)}"

    return policy


def close(expected: bytes, actual: bytes, tolerance: Tolerance) -> bool:
    """Whether a token agrees with the expected one."""
    if expected == actual:
        return True
    if _INTEGER.fullmatch(expected) or not _NUMBER.fullmatch(expected):
        return False
    if not _NUMBER.fullmatch(actual):
        return False
    # float() reads decimal text in time linear in its length, unlike int().
    wanted, found = float(expected), float(actual)
    return math.isfinite(wanted) and tolerance.allows(wanted, found)


def _first_difference(
    wanted: list[bytes], found: list[bytes], tolerance: Tolerance
) -> tuple[int, bytes | None, bytes | None] | None:
    for number, (want, got) in enumerate(zip(wanted, found, strict=False)):
        if want != got and not close(want, got, tolerance):
            return number, want, got
    size = min(len(wanted), len(found))
    if len(wanted) > size:
        return size, wanted[size], None
    if len(found) > size:
        return size, None, found[size]
    return None


def _same_line(want: bytes, got: bytes, tolerance: Tolerance) -> bool:
    if want == got:
        return True
    if _WORD.split(want) != _WORD.split(got):
        return False
    return _first_difference(want.split(), got.split(), tolerance) is None


def _shown(token: bytes | None) -> str:
    return "the end of the output" if token is None else quote(token)
