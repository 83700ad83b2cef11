"""What a run of the benchmark found. Written as JSON, so that a page can be made of it again."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pydantic import BaseModel


class Spread(BaseModel, frozen=True):
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(median=statistics.median(values), low=min(values), high=max(values))


class Rate(BaseModel, frozen=True):
    """One contender on one load."""

    load: str
    contender: str
    tests_per_s: Spread
    cpu_ms_per_test: Spread  # of the host, everything included
    sample: int  # programs in each round
    as_expected: float  # share of programs with the right number of passed tests


class Latency(BaseModel, frozen=True):
    """Milliseconds of one 1-test submission, from the call of the client to its result."""

    situation: str
    requests: int
    p50: float
    p95: float
    p99: float


class Size(BaseModel, frozen=True):
    """A batch of so many 1-test submissions."""

    sandbox: str
    submissions: int
    ms_per_submission: Spread
    api_mb: float  # peaks of resident memory
    worker_mb: float
    redis_mb: float  # peak of what Redis says it uses


class Share(BaseModel, frozen=True):
    """Microseconds of CPU that a part takes for a test, or for a submission."""

    part: str
    cpu_us: float


class Figures(BaseModel):
    machine: str
    date: str
    command: str
    loads: dict[str, str] = {}  # titles
    rates: list[Rate] = []
    workers: dict[int, Spread] = {}  # tests/s on load a
    floors: dict[int, Spread] = {}  # of so many processes of the floor
    parts: list[Share] = []  # of a test of load a, with two workers
    latencies: list[Latency] = []
    sizes: list[Size] = []
    null_per_s: Spread | None = None
    shares: list[Share] = []  # of a submission to the null sandbox
    notes: list[str] = []  # what could not be measured, and why

    def rate(self, load: str, contender: str) -> Rate | None:
        found = (r for r in self.rates if (r.load, r.contender) == (load, contender))
        return next(found, None)

    def size(self, sandbox: str, submissions: int) -> Size | None:
        found = (s for s in self.sizes if (s.sandbox, s.submissions) == (sandbox, submissions))
        return next(found, None)
