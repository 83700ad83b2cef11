from __future__ import annotations

from itertools import zip_longest

from service.judge.compare.quoting import quote


def tokens(expected: bytes, actual: bytes) -> str | None:
    """The words between ASCII white space, in order. Other characters, full-width digits and
    non-breaking spaces among them, stand for themselves."""
    if expected == actual:
        return None
    wanted, found = expected.split(), actual.split()
    if wanted == found:
        return None
    pairs = enumerate(zip_longest(wanted, found), start=1)
    number, (want, got) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
    if got is None:
        return f"token {number}: expected {quote(want or b'')}, got the end of the output"
    if want is None:
        return f"token {number}: expected the end of the output, got {quote(got)}"
    return f"token {number}: expected {quote(want)}, got {quote(got)}"
