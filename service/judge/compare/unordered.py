from __future__ import annotations

from collections import Counter

from service.judge.compare.lines import split_lines
from service.judge.compare.quoting import quote


def unordered_lines(expected: bytes, actual: bytes) -> str | None:
    """`lines` in any order, each as often as expected. Empty lines do not count."""
    if expected == actual:
        return None
    wanted, found = (Counter(filter(None, split_lines(data))) for data in (expected, actual))
    if wanted == found:
        return None
    for line in wanted - found:
        return f"a line is missing: {quote(line)}"
    extra = next(iter(found - wanted))
    return f"a line is too many: {quote(extra)}"
