"""One 1-test submission at a time: from the client's call to the result in its hands."""

from __future__ import annotations

import itertools
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.speed.figures import Latency
from trainer_client import Problem, RewardClient, StdioTest, Submission

PROBLEM = Problem(language="python", tests=[StdioTest(stdin="3 4\n", stdout="7\n")])
BATCH_S = 0.5  # of work in each batch of the load beside it
WARM = 20
DEADLINE_S = 3600.0  # of a batch: the largest takes minutes

_serial = itertools.count(10**9)


def program() -> str:
    """A right program with a text of its own."""
    return f"a, b = map(int, input().split())\nprint(a + b)\n# {next(_serial)}\n"


def singles(client: RewardClient, situation: str, requests: int) -> Latency:
    taken = []
    for number in range(WARM + requests):
        code = program()
        start = time.perf_counter()
        result = client.score(PROBLEM, code=code)
        if number >= WARM:
            taken.append(1000 * (time.perf_counter() - start))
        if result.reward != 1.0:
            raise RuntimeError(f"reward {result.reward}: {result.reason}")
    cuts = statistics.quantiles(taken, n=100)
    return Latency(situation=situation, requests=requests, p50=cuts[49], p95=cuts[94], p99=cuts[98])


def batch_s(client: RewardClient, count: int) -> float:
    """Seconds for a batch of so many 1-test submissions, all of them right."""
    batch = [Submission(id=str(n), problem="p", code=program()) for n in range(count)]
    start = time.perf_counter()
    results = client.score_batch({"p": PROBLEM}, batch, deadline_s=DEADLINE_S)
    rewards = [result.reward for result in results]
    elapsed = time.perf_counter() - start
    if rewards != [1.0] * count:
        raise RuntimeError(f"{sum(r != 1.0 for r in rewards)} of {count} rewards are not 1")
    return elapsed


@contextmanager
def load_of(url: str, share: float, per_s: float) -> Iterator[None]:
    """Batches that come at a share of what the service does, however long each takes."""
    ending = threading.Event()
    count = max(1, round(per_s * share * BATCH_S))

    def post() -> None:
        with RewardClient(url) as client:
            batch_s(client, count)

    def keep_posting() -> None:
        due = time.monotonic()
        posted = []
        while not ending.wait(max(0.0, due - time.monotonic())):
            posted.append(threading.Thread(target=post))
            posted[-1].start()
            due += BATCH_S
        for each in posted:
            each.join()

    thread = threading.Thread(target=keep_posting)
    thread.start()
    try:
        time.sleep(2 * BATCH_S)
        yield
    finally:
        ending.set()
        thread.join()


def latencies(client: RewardClient, url: str, requests: int) -> list[Latency]:
    batch_s(client, 200)
    per_s = statistics.median(500 / batch_s(client, 500) for _ in range(3))
    idle = singles(client, "idle", requests)
    with load_of(url, 0.7, per_s):
        loaded = singles(client, f"beside 70% load ({0.7 * per_s:.0f} submissions/s)", requests)
    return [idle, loaded]
