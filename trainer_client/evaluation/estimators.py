"""avg@k and pass@k of problems with several samples each, and how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
CONFIDENCE = 0.95
_AT_ONCE = 500  # resamples drawn together: bounds memory


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over problems, and the bounds of its confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The mean difference of two models on the same problems, and its interval.

    p  two-sided: twice the share of resamples whose difference has the other sign, or none
    """

    difference: Estimate
    p: float


def pass_at_k(samples: int, passed: int, k: int) -> float:
    """The chance that at least one of k samples drawn from `samples` without replacement is among
    the `passed` ones: 1 - C(n-c, k) / C(n, k), unbiased (Chen et al. 2021, arXiv 2107.03374).

    Raises ValueError unless 0 <= passed <= samples and 1 <= k <= samples.
    """
    if not (0 <= passed <= samples and 1 <= k <= samples):
        raise ValueError(f"no pass@{k} of {passed} passed of {samples}")
    missed = 1.0
    for n in range(samples - passed + 1, samples + 1):
        missed *= max(0.0, 1.0 - k / n)
    return 1.0 - missed


def estimate(values: Sequence[float], seed: int = 0) -> Estimate:
    """The mean of one value a problem, with a percentile bootstrap interval over problems.

    Raises ValueError where there are no values.
    """
    array = _array(values)
    low, high = _interval(_resampled_means(array, seed))
    return Estimate(float(array.mean()), low, high)


def compare(first: Sequence[float], second: Sequence[float], seed: int = 0) -> Comparison:
    """How much more `second` is than `first`; both have one value for each of the same problems, in
    the same order. Problems are resampled as pairs.

    Raises ValueError where there are none, or not as many of each.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} values are no pairs")
    array = _array(second) - _array(first)
    means = _resampled_means(array, seed)
    low, high = _interval(means)
    p = min(1.0, 2 * min(float((means <= 0).mean()), float((means >= 0).mean())))
    return Comparison(Estimate(float(array.mean()), low, high), p)


def _array(values: Sequence[float]) -> NDArray[np.float64]:
    if not values:
        raise ValueError("there are no problems to take a mean of")
    return np.asarray(values, dtype=np.float64)


def _resampled_means(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """[RESAMPLES]: means of as many values drawn with replacement."""
    generator = np.random.default_rng(seed)
    means = [
        values[generator.integers(len(values), size=(_AT_ONCE, len(values)))].mean(axis=1)
        for _ in range(RESAMPLES // _AT_ONCE)
    ]
    return np.concatenate(means)


def _interval(means: NDArray[np.float64]) -> tuple[float, float]:
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)
