from __future__ import annotations

import math


def from_hexadecimal(token: bytes) -> float:
    """The double of a well-formed hexadecimal number; an infinity beyond the range."""
    try:
        return float.fromhex(token.decode("ascii"))
    except OverflowError:
        return -math.inf if token.startswith(b"-") else math.inf
