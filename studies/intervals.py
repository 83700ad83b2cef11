"""Means over seeds, with intervals: Student's t, since seeds are few."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["confirmed", "not seen", "contradicted"]

# Two-sided 95% quantiles of Student's t by degrees of freedom, from 1.
_T95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179)
_NORMAL95 = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95% confidence interval."""

    mean: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Of a claim that what it is the mean of is above 0."""
        if self.low > 0:
            return "confirmed"
        return "contradicted" if self.high < 0 else "not seen"


def interval(values: Sequence[float]) -> Interval:
    """The mean of independent values, one a seed; without bounds where there is one alone."""
    mean = statistics.fmean(values)
    if len(values) == 1:
        return Interval(mean, -math.inf, math.inf)
    half = _quantile(len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return Interval(mean, mean - half, mean + half)


def _quantile(freedom: int) -> float:
    """Beyond the table by its expansion (Abramowitz and Stegun, 26.7.5), right to 0.001."""
    if freedom <= len(_T95):
        return _T95[freedom - 1]
    z = _NORMAL95
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return z + (z**3 + z) / (4 * freedom) + second


def paired(better: Sequence[float], worse: Sequence[float]) -> Interval:
    """The mean difference of values with the same seeds."""
    return interval([one - other for one, other in zip(better, worse, strict=True)])
