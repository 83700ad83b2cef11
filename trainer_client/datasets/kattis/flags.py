"""Flags of the default output validator, and what they mean for the comparison."""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer_client.types import Compare

TOLERANCES = {
    "float_absolute_tolerance": ("absolute",),
    "float_relative_tolerance": ("relative",),
    "float_tolerance": ("absolute", "relative"),
}


class BadFlags(ValueError):
    """Flags that the default validator does not know either."""


class NoSuchComparison(ValueError):
    """Flags that ask for a comparison that the service does not have."""


@dataclass(frozen=True, slots=True)
class Flags:
    """A tolerance None: tokens that are numbers are compared as text."""

    case_sensitive: bool = False
    space_change_sensitive: bool = False
    absolute: float | None = None
    relative: float | None = None


def parse_flags(text: str) -> Flags:
    """The flags of a command line. Raises BadFlags."""
    words = iter(text.split())
    switches: set[str] = set()
    tolerances: dict[str, float] = {}
    for word in words:
        if word in TOLERANCES:
            value = _tolerance(word, next(words, ""))
            tolerances.update(dict.fromkeys(TOLERANCES[word], value))
        elif word in ("case_sensitive", "space_change_sensitive"):
            switches.add(word)
        else:
            raise BadFlags(f"unknown flag {word!r}")
    return Flags(
        case_sensitive="case_sensitive" in switches,
        space_change_sensitive="space_change_sensitive" in switches,
        absolute=tolerances.get("absolute"),
        relative=tolerances.get("relative"),
    )


def _tolerance(flag: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise BadFlags(f"{flag} {text!r} is no number") from error
    if not math.isfinite(value):
        raise BadFlags(f"{flag} {text!r} is no finite number")
    return value


def comparison(flags: Flags, letters: bool) -> Compare:
    """The service's comparison that agrees with the flags. Raises NoSuchComparison.

    `letters`: whether an expected output has ASCII letters, so that their case matters.
    """
    if flags.absolute is not None or flags.relative is not None:
        raise NoSuchComparison("numbers within a tolerance")
    if letters and not flags.case_sensitive:
        raise NoSuchComparison("words in upper or lower case")
    return Compare(mode="exact" if flags.space_change_sensitive else "tokens")
