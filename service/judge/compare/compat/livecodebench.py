"""LiveCodeBench: `lcb_runner/evaluation/testing_util.py`, `grade_stdio`.

White space around the text and around each line does not count; there must be as many lines.
Lines that differ agree if both are `Decimal` numbers throughout, equal in value: 1.0 is 1,
1e3 is 1000, 1_000 is 1000, with no tolerance.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from service.judge.compare.compat.text import on_text


def _accepts(expected: str, actual: str) -> bool:
    wanted, found = expected.strip().split("\n"), actual.strip().split("\n")
    return len(wanted) == len(found) and all(map(_same_line, wanted, found))


def _same_line(want: str, got: str) -> bool:
    want, got = want.strip(), got.strip()
    if want == got:
        return True
    wanted, found = want.split(), got.split()
    return len(wanted) == len(found) and all(map(_same_number, wanted, found))


def _same_number(want: str, got: str) -> bool:
    """Of signalling NaNs, which refuse to be compared, the original makes a failed test."""
    try:
        return Decimal(want) == Decimal(got)
    except InvalidOperation:
        return False


livecodebench = on_text(_accepts)
