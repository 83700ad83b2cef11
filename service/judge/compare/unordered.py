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
    missing = _first_beyond(wanted, found)
    if missing is not None:
        return f"a line is missing: {quote(missing)}"
    return f"a line is too many: {quote(_first_beyond(found, wanted) or b'')}"


def _first_beyond(some: Counter[bytes], others: Counter[bytes]) -> bytes | None:
    """The first line that is more often in `some`."""
    return next((line for line, count in some.items() if count > others.get(line, 0)), None)
