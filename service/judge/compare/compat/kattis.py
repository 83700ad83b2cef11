"""Kattis: the default validator, `support/default_validator/default_validator.cc` in problemtools.

Tokens between white space, letters of both cases alike, unless its flags say otherwise. With a
tolerance, an expected token that is a number (an integer too) accepts every number within it; a
number is what `scanf` reads as a finite double: also hexadecimal, and an exponent may be left
empty. A NUL ends a token, and the rest of it does not count.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from service.judge.compare.compat.doubles import from_hexadecimal
from service.judge.compare.policy import Policy
from service.judge.compare.quoting import quote
from service.judge.compare.tolerance import Tolerance

_WORD = re.compile(rb"[^ \t\n\r\v\f]++")
_DECIMAL = re.compile(rb"([+-]?+(?:\d++\.?+\d*+|\.\d++))(?:[eE]([+-]?+\d*+))?+")
_HEXADECIMAL = re.compile(
    rb"([+-]?+0[xX](?:[\da-fA-F]++\.?+[\da-fA-F]*+|\.[\da-fA-F]++))(?:[pP]([+-]?+\d*+))?+"
)
_EMPTY_HEXADECIMAL = re.compile(rb"[+-]?0[xX]\.")  # glibc reads 0


@dataclass(frozen=True, slots=True)
class Flags:
    """The validator's flags. A tolerance None: numbers are compared as text."""

    case_sensitive: bool = False
    space_change_sensitive: bool = False
    tolerance: Tolerance | None = None


def kattis(flags: Flags) -> Policy:
    """The default validator with these flags."""

    def policy(expected: bytes, actual: bytes) -> str | None:
        if expected == actual:
            return None
        if flags.space_change_sensitive and _WORD.split(expected) != _WORD.split(actual):
            return "the white space between tokens differs"
        return _difference(_tokens(expected), _tokens(actual), flags)

    return policy


def _tokens(data: bytes) -> list[bytes]:
    split = data.split()
    return [token.partition(b"\0")[0] for token in split] if b"\0" in data else split


def _difference(wanted: list[bytes], found: list[bytes], flags: Flags) -> str | None:
    if wanted == found:
        return None
    for number, (want, got) in enumerate(zip(wanted, found, strict=False), start=1):
        if want != got and not _same(want, got, flags):
            return f"token {number}: expected {quote(want)}, got {quote(got)}"
    if len(wanted) != len(found):
        return f"expected {len(wanted)} tokens, got {len(found)}"
    return None


def _same(want: bytes, got: bytes, flags: Flags) -> bool:
    if flags.tolerance is not None:
        wanted = scanned(want)
        if wanted is not None:
            found = scanned(got)
            return found is not None and flags.tolerance.allows(wanted, found)
    return want == got if flags.case_sensitive else want.lower() == got.lower()


def scanned(token: bytes) -> float | None:
    """The finite double that `scanf` makes of a whole token; None: it does not."""
    if match := _DECIMAL.fullmatch(token):
        number = float(match[1] + b"e" + _exponent(match[2]))
    elif match := _HEXADECIMAL.fullmatch(token):
        number = from_hexadecimal(match[1] + b"p" + _exponent(match[2]))
    else:
        return 0.0 if _EMPTY_HEXADECIMAL.fullmatch(token) else None
    return number if math.isfinite(number) else None


def _exponent(digits: bytes | None) -> bytes:
    return digits if digits and digits[-1:].isdigit() else b"0"
