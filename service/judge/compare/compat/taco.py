"""TACO: `metrics/testing_util.py`, `compare_std_results`.

The steps are those of APPS, but the output stays one text where APPS has its lines, and so the
steps behind the first take its characters and its words for lines and words:

- the texts are the same, but for white space around them; line ends of the output are "\\n"
- the characters of the output are digits, as many as the expected text has lines, and close
  to them as `numpy.allclose` has it
- the set of the output's words, each the set of its characters, is the set of expected lines,
  each the set of its words
- the same of digits and floats, rounded to 3 digits
"""

from __future__ import annotations

from service.judge.compare.compat.text import (
    all_close,
    on_text,
    same_number_sets,
    same_sets,
    word_set,
)


def _accepts(expected: str, actual: str) -> bool:
    # The original reads the program's output in text mode, the expected one from JSON.
    actual = actual.replace("\r\n", "\n").replace("\r", "\n")
    if expected.strip() == actual.strip():
        return True
    wanted = [line.strip() for line in expected.split("\n") if line]
    if all_close(actual, wanted):
        return True
    want, words = [line.split() for line in wanted], actual.split()
    if same_sets(map(word_set, want), map(word_set, words)):
        return True
    return same_number_sets(want, words)


taco = on_text(_accepts)
