"""What the figures are held against. A miss is said as a miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.speed.figures import Figures

FLOOR = "warm fork (floor)"
FUSION = "SandboxFusion-like server"
PRIME = "verl prime_code"
OURS = "softjudge"


@dataclass(frozen=True, slots=True)
class Target:
    what: str
    wanted: str
    measure: Callable[[Figures], float | None]
    bound: float
    at_least: bool = True

    def row(self, figures: Figures) -> tuple[str, str, str, str]:
        value = self.measure(figures)
        if value is None:
            return self.what, self.wanted, "not measured", ""
        met = value >= self.bound if self.at_least else value <= self.bound
        return self.what, self.wanted, f"{value:.3g}", "met" if met else "missed"


def _speed(load: str, other: str) -> Callable[[Figures], float | None]:
    """Tests a second of softjudge over another contender's."""

    def ratio(figures: Figures) -> float | None:
        ours, theirs = figures.rate(load, OURS), figures.rate(load, other)
        if ours is None or theirs is None:
            return None
        return ours.tests_per_s.median / theirs.tests_per_s.median

    return ratio


def _cpu(load: str, other: str, inverse: bool = False) -> Callable[[Figures], float | None]:
    """CPU time of the host for a test over another contender's."""

    def ratio(figures: Figures) -> float | None:
        ours, theirs = figures.rate(load, OURS), figures.rate(load, other)
        if ours is None or theirs is None:
            return None
        share = ours.cpu_ms_per_test.median / theirs.cpu_ms_per_test.median
        return 1 / share if inverse else share

    return ratio


def _latency(index: int, percentile: str) -> Callable[[Figures], float | None]:
    def value(figures: Figures) -> float | None:
        if len(figures.latencies) <= index:
            return None
        found: float = getattr(figures.latencies[index], percentile)
        return found

    return value


def _growth(figures: Figures) -> float | None:
    small, large = figures.size("docker-runc", 1000), figures.size("docker-runc", 100_000)
    if small is None or large is None:
        return None
    return large.ms_per_submission.median / small.ms_per_submission.median


def _second_worker(figures: Figures) -> float | None:
    if not {1, 2} <= figures.workers.keys():
        return None
    return figures.workers[2].median / figures.workers[1].median


def _null(figures: Figures) -> float | None:
    return figures.null_per_s and figures.null_per_s.median


TARGETS = (
    Target("a: tests/s, of a SandboxFusion-like server", "at least 12", _speed("a", FUSION), 12),
    Target("a: tests/s, of the floor", "at least 0.7", _speed("a", FLOOR), 0.7),
    Target("b: tests per core-second, of prime_code", "at least 5", _cpu("b", PRIME, True), 5),
    Target("a: host CPU a test, of the floor", "at most 1.6", _cpu("a", FLOOR), 1.6, False),
    Target("one warm submission, idle: p50, ms", "under 8", _latency(0, "p50"), 8, False),
    Target("one warm submission, idle: p99, ms", "under 25", _latency(0, "p99"), 25, False),
    Target("null sandbox: submissions/s of an API process", "at least 2,000", _null, 2000),
    Target("time a submission, 10^5 over 10^3", "at most 1.1", _growth, 1.1, False),
    Target("second worker on the second core", "at least 1.8", _second_worker, 1.8),
)
