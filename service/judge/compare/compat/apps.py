"""APPS: `eval/testing_util.py`, `run_test` for standard input.

The output is split where `str.splitlines` splits. It is accepted if any of these holds:

- the texts are the same, but for white space around them and around the output's lines
- the output's lines, empty ones aside or not, are the expected ones; white space around
  expected lines does not count
- all lines are floats, close to the expected ones as `numpy.allclose` has it, integers too
- the set of lines, each a set of words, is the expected one: order and repetition of words and
  lines do not count
- the same of words that are floats, rounded to 3 digits
"""

from __future__ import annotations

from collections.abc import Iterator

from service.judge.compare.compat.text import (
    all_close,
    on_text,
    same_number_sets,
    same_sets,
    word_set,
)


def _accepts(expected: str, actual: str) -> bool:
    if same_lines(expected, actual):
        return True
    wanted, found = filled(expected.split("\n"), strip=True), filled(actual.splitlines())
    return all_close(found, wanted) or _same_sets(wanted, found)


def same_lines(expected: str, actual: str) -> bool:
    """The first two steps, which PRIME has taken over."""
    found = actual.splitlines()
    if expected.strip() in _stripped(found):
        return True
    return filled(expected.split("\n"), strip=True) in (found, filled(found))


def filled(lines: list[str], strip: bool = False) -> list[str]:
    """The lines that are not empty, before they are stripped."""
    return [line.strip() if strip else line for line in lines if line]


def _stripped(lines: list[str]) -> tuple[str, str]:
    return "\n".join(lines).strip(), "\n".join(line.strip() for line in lines).strip()


def _same_sets(wanted: list[str], found: list[str]) -> bool:
    want = [line.split() for line in wanted]
    # Lines of white space alone are dropped from the output only.
    if same_sets(map(word_set, want), map(word_set, _words(found))):
        return True
    return same_number_sets(want, _words(found))


def _words(lines: list[str]) -> Iterator[list[str]]:
    return (words for line in lines if (words := line.split()))


apps = on_text(_accepts)
