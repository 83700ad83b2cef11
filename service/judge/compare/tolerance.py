"""How far a number may be from the expected one."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Absolute and relative tolerance, each at least 0; within either is close enough."""

    absolute: float = 0.0
    relative: float = 0.0

    def allows(self, expected: float, actual: float) -> bool:
        """Infinities are close to themselves only, NaN to nothing."""
        if expected == actual:
            return True
        if not (math.isfinite(expected) and math.isfinite(actual)):
            return False
        error = abs(expected - actual)
        return error <= self.absolute or error <= self.relative * abs(expected)


def tolerance_of(absolute: float | None, relative: float | None) -> Tolerance | None:
    """None: no tolerance was asked for."""
    if absolute is None and relative is None:
        return None
    return Tolerance(absolute or 0.0, relative or 0.0)
