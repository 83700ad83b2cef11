"""Figures for Prometheus, all named softjudge_.

Those of requests are this process's own. Those of results, tests and workers are kept in
Redis for the whole deployment (`Load`), so every API process shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from service.store.batches import NewBatch
from service.store.load import Load
from service.wire import Flag

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._load = Load()
        self._requests = Counter(
            "softjudge_http_requests",
            "Answered HTTP requests",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "softjudge_http_request_seconds",
            "From the request's head to the end of the answer",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._submissions = Counter(
            "softjudge_submissions",
            "Submissions by lane and whether they were admitted",
            ["lane", "outcome"],
            registry=self._registry,
        )
        self._registry.register(_Deployment(self))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def admitted(self, batch: NewBatch, accepted: bool) -> None:
        outcome = "admitted" if accepted else "refused"
        self._submissions.labels(batch.lane, outcome).inc(len(batch.entries))

    def render(self, load: Load) -> bytes:
        """The text that Prometheus reads."""
        self._load = load
        return generate_latest(self._registry)

    @property
    def load(self) -> Load:
        return self._load


class _Deployment:
    """Turns the load into metrics when it is asked."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        load = self._metrics.load
        stats = load.stats
        yield GaugeMetricFamily("softjudge_workers", "Live workers", value=len(load.workers))
        backlog = GaugeMetricFamily(
            "softjudge_backlog_test_runs", "Test runs not finished", labels=["lane"]
        )
        for lane, runs in load.backlog.items():
            backlog.add_metric([lane], runs)
        yield backlog
        results = CounterMetricFamily(
            "softjudge_results", "Results delivered, one a submission", labels=["status"]
        )
        for status in ("scored", "no_verdict"):
            results.add_metric([status], stats.get(f"results_{status}", 0))
        yield results
        yield CounterMetricFamily(
            "softjudge_cached_results",
            "Results that another submission's run gave",
            value=stats.get("results_cached", 0),
        )
        flags = CounterMetricFamily(
            "softjudge_flags", "Results delivered with a sign of reward hacking", labels=["flag"]
        )
        for flag in Flag:
            flags.add_metric([flag], stats.get(f"flag_{flag}", 0))
        yield flags
        yield CounterMetricFamily(
            "softjudge_test_runs", "Test runs finished", value=stats.get("test_runs", 0)
        )
        yield CounterMetricFamily(
            "softjudge_run_seconds", "Time in sandboxes", value=stats.get("run_seconds", 0)
        )
