"""SandboxFusion: `sandbox/utils/testing.py`, `check_stdio_test_case` as its data sets call it.

White space around the text and around each line does not count, nor does case (`str.lower`);
there must be as many lines. Lines that differ agree if each is one float and they are within
1e-5 of the expected value, integers too.
"""

from __future__ import annotations

from service.judge.compare.compat.text import as_float, on_text

RELATIVE = 1e-5
LEAST = 1e-10  # what an expected value nearer to 0 counts as


def _accepts(expected: str, actual: str) -> bool:
    wanted, found = expected.strip().split("\n"), actual.strip().split("\n")
    return len(wanted) == len(found) and all(map(_same_line, wanted, found))


def _same_line(want: str, got: str) -> bool:
    want, got = want.lower().strip(), got.lower().strip()
    if want == got:
        return True
    wanted, found = as_float(want), as_float(got)
    if wanted is None or found is None:
        return False
    return abs(found - wanted) / max(abs(wanted), LEAST) < RELATIVE


sandboxfusion = on_text(_accepts)
