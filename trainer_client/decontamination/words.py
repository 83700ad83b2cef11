"""Texts as words, and runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Letters, digits and underscores between anything else, without regard to case."""
    return _WORD.findall(text.casefold())


def ngrams(of: Sequence[str], n: int) -> Iterator[str]:
    """Runs of n words, joined by blanks; all the words as one where there are fewer."""
    if 0 < len(of) < n:
        yield " ".join(of)
    for start in range(len(of) - n + 1):
        yield " ".join(of[start : start + n])
