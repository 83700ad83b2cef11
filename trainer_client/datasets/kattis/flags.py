"""Flags of the default output validator, as options of the comparison that does what it does."""

from __future__ import annotations

import math

from trainer_client.types import Compare

TOLERANCES = ("float_absolute_tolerance", "float_relative_tolerance", "float_tolerance")
SWITCHES = ("case_sensitive", "space_change_sensitive")


class BadFlags(ValueError):
    """Flags that the default validator does not know either."""


def comparison(flags: list[str]) -> Compare:
    """The default validator with these flags; of one given twice, the last counts.

    Raises BadFlags.
    """
    words = iter(flags)
    switches = dict.fromkeys(SWITCHES, False)
    tolerances: dict[str, float | None] = {"absolute": None, "relative": None}
    for word in words:
        if word in SWITCHES:
            switches[word] = True
        elif word in TOLERANCES:
            kinds = [kind for kind in tolerances if kind in word] or list(tolerances)
            tolerances.update(dict.fromkeys(kinds, _tolerance(word, next(words, ""))))
        else:
            raise BadFlags(f"unknown flag {word!r}")
    return Compare(
        mode="kattis",
        float_absolute_tolerance=tolerances["absolute"],
        float_relative_tolerance=tolerances["relative"],
        **switches,
    )


def _tolerance(flag: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise BadFlags(f"{flag} {text!r} is no number") from error
    if not 0 <= value < math.inf:
        raise BadFlags(f"{flag} {text!r} is no tolerance")
    return value
