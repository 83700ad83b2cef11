"""Comparisons of decoded text, and numbers as Python reads them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby

from service.judge.compare.exact import exact
from service.judge.compare.policy import Policy
from service.judge.compare.tokens import tokens

Accepts = Callable[[str, str], bool]
"""Whether an expected text accepts an actual one."""


def on_text(accepts: Accepts) -> Policy:
    """The policy that accepts what `accepts` does, of outputs that are UTF-8."""

    def policy(expected: bytes, actual: bytes) -> str | None:
        try:
            accepted = accepts(expected.decode(), actual.decode())
        except UnicodeDecodeError:
            return "the output is not UTF-8"
        return None if accepted else first_difference(expected, actual)

    return policy


def first_difference(expected: bytes, actual: bytes) -> str:
    """Where the outputs differ, for the message of a judge that has no place to name."""
    found = tokens(expected, actual) or exact(expected, actual)
    return found or "the judge that this mode follows does not accept this text at all"


def as_float(text: str) -> float | None:
    """What Python's `float` makes of the text, in linear time; None: it refuses."""
    try:
        return float(text)
    except ValueError:
        return None


def all_close(actual: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether both are floats, as many, and close as `numpy.allclose` has it by default:
    1e-5 of the expected value and 1e-8 more. Infinities equal themselves, NaN nothing."""
    return len(actual) == len(expected) and all(map(_close, actual, expected))


def _close(actual: str, expected: str) -> bool:
    a, b = as_float(actual), as_float(expected)
    if a is None or b is None:
        return False
    return a == b or (abs(b) != float("inf") and abs(a - b) <= 1e-8 + 1e-5 * abs(b))


def same_sets(expected: Iterable[Hashable], actual: Iterable[Hashable]) -> bool:
    """Whether both have the same members. Only expected ones are kept, so neither the number of
    actual members nor hashes that are made to collide cost anything."""
    wanted = set(expected)
    missing = set(wanted)
    for each in actual:
        if each not in wanted:
            return False
        missing.discard(each)
    return not missing


def word_set(words: Iterable[str]) -> tuple[str, ...]:
    """The set of the words, as a tuple that is equal for equal sets."""
    return tuple(sorted(set(words)))


def number_set(words: Iterable[str]) -> tuple[float, ...] | None:
    """The set of the words as floats, rounded to 3 digits, as a tuple that is equal for equal
    sets. None: a word is no float, or is NaN, which makes a set unequal to any other.

    Not by hashes: those of floats can be made to collide, and so can those of sets of them.
    """
    rounded = []
    for word in words:
        number = as_float(word)
        if number is None or number != number:
            return None
        rounded.append(round(number, 3))
    return tuple(number for number, _ in groupby(sorted(rounded)))


def same_number_sets(expected: Iterable[Iterable[str]], actual: Iterable[Iterable[str]]) -> bool:
    """Whether both have the same sets of rounded floats, and nothing else."""
    wanted = list(map(number_set, expected))
    return None not in wanted and same_sets(wanted, map(number_set, actual))
