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

from service.judge.compare.compat.text import all_close, number_sets, on_text


def _accepts(expected: str, actual: str) -> bool:
    # The original reads the program's output in text mode, the expected one from JSON.
    actual = actual.replace("\r\n", "\n").replace("\r", "\n")
    if expected.strip() == actual.strip():
        return True
    wanted = [line.strip() for line in expected.split("\n") if line]
    if len(actual) == len(wanted) and all_close(actual, wanted):
        return True
    return _same_sets([line.split() for line in wanted], set(actual.split()))


def _same_sets(want: list[list[str]], words: set[str]) -> bool:
    got = set(map(frozenset, words))
    if got == set(map(frozenset, want)):
        return True
    numbers = number_sets(want)
    return numbers is not None and numbers == number_sets(got)


taco = on_text(_accepts)
