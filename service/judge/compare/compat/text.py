"""Comparisons of decoded text, and numbers as Python reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def all_close(actual: Iterable[str], expected: Iterable[str]) -> bool:
    """Whether both are floats, as many, and close as `numpy.allclose` has it by default:
    1e-5 of the expected value and 1e-8 more. Infinities equal themselves, NaN nothing."""
    found, wanted = ([as_float(text) for text in texts] for texts in (actual, expected))
    return len(found) == len(wanted) and all(map(_close, found, wanted))


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return False
    return a == b or (abs(b) != float("inf") and abs(a - b) <= 1e-8 + 1e-5 * abs(b))


NumberSets = list[tuple[float, ...]]


def number_sets(groups: Iterable[Iterable[str]]) -> NumberSets | None:
    """A set of sets of floats rounded to 3 digits, in an order that makes equal ones equal.

    None: a text is no float, or is NaN, which makes the set unequal to any other. No hashes:
    those of floats, and of sets of them, can be made to collide on purpose.
    """
    sets: NumberSets = []
    for group in groups:
        numbers = [as_float(text) for text in group]
        rounded = [round(number, 3) for number in numbers if number is not None]
        if len(rounded) != len(numbers) or any(number != number for number in rounded):
            return None
        sets.append(tuple(number for number, _ in groupby(sorted(rounded))))
    return [each for each, _ in groupby(sorted(sets))]
