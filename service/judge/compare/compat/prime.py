"""PRIME: `training/verl/utils/reward_score/evaluation_utils/code_util/testing_util.py`, and verl's
`prime_code`, which is from it.

The steps are those of APPS up to floats; sets are made and never accepted. If every line that has a
counterpart is digits alone, and so is that, numbers are not compared: whole numbers must be met,
unless one has a sign.
"""

from __future__ import annotations

from service.judge.compare.compat.apps import filled, same_lines
from service.judge.compare.compat.text import all_close, on_text


def _accepts(expected: str, actual: str) -> bool:
    if same_lines(expected, actual):
        return True
    wanted, found = filled(expected.split("\n"), strip=True), filled(actual.splitlines())
    if all(line.isdigit() and want.isdigit() for line, want in zip(found, wanted, strict=False)):
        return False
    return all_close(found, wanted)


prime = on_text(_accepts)
