"""Batches that grow, a second worker, and the control plane alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from benchmarks.speed.contenders import Contender, Softjudge
from benchmarks.speed.figures import Share, Size, Spread
from benchmarks.speed.latency import batch_s
from benchmarks.speed.loads import Load
from benchmarks.speed.machine import forget_peaks, own_cpu_s, peak_mb
from benchmarks.speed.rounds import Plan, timed
from tests.service.stack import Stack
from trainer_client import RewardClient

LOOK_EVERY_S = 0.25
BEFORE_AND_AFTER = 10_000  # sizes below are measured before the largest one and after it


def sizes(
    stack: Stack, sandbox: str, counts: Sequence[int], say: Callable[[str], object]
) -> list[Size]:
    """Each size, the smaller ones on both sides of the largest: machines drift."""
    found: dict[int, list[Size]] = {}
    small = [count for count in counts if count < BEFORE_AND_AFTER]
    with RewardClient(stack.url, silence_s=600) as client:
        batch_s(client, 200)
        for count in (*small, *small, *counts, *small, *small):
            one = _size(stack, client, sandbox, count)
            found.setdefault(count, []).append(one)
            say(f"{sandbox}: {count} in a batch, {one.ms_per_submission.median:.3f} ms each")
    return [_joined(found[count]) for count in counts]


def _size(stack: Stack, client: RewardClient, sandbox: str, count: int) -> Size:
    workers = [worker.pid for worker in stack.workers]
    forget_peaks([stack.api.pid, *workers])
    with _redis_peak(stack) as peak:
        elapsed = batch_s(client, count)
    return Size(
        sandbox=sandbox,
        submissions=count,
        ms_per_submission=Spread.of([1000 * elapsed / count]),
        api_mb=peak_mb(stack.api.pid),
        worker_mb=max(map(peak_mb, workers)),
        redis_mb=peak[0],
    )


def _joined(same: list[Size]) -> Size:
    return Size(
        sandbox=same[0].sandbox,
        submissions=same[0].submissions,
        ms_per_submission=Spread.of([each.ms_per_submission.median for each in same]),
        api_mb=max(each.api_mb for each in same),
        worker_mb=max(each.worker_mb for each in same),
        redis_mb=max(each.redis_mb for each in same),
    )


@contextmanager
def _redis_peak(stack: Stack) -> Iterator[list[float]]:
    """MiB that Redis uses at most, in the list's one place."""
    peak = [0.0]
    ending = threading.Event()

    def look() -> None:
        with stack.valkey.client() as redis:
            while True:
                peak[0] = max(peak[0], redis.info("memory")["used_memory"] / (1 << 20))
                if ending.wait(LOOK_EVERY_S):
                    return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        ending.set()
        thread.join()


def workers(
    stacks: dict[int, Stack], load: Load, plan: Plan, say: Callable[[str], object]
) -> dict[int, Spread]:
    """Tests a second of each stack on one load, in turn, by its number of workers."""
    with ExitStack() as ending:
        judges = {
            count: Softjudge(ending.enter_context(RewardClient(stack.url)))
            for count, stack in stacks.items()
        }
        return by_count(judges, load, plan, say)


def by_count(
    contenders: Mapping[int, Contender], load: Load, plan: Plan, say: Callable[[str], object]
) -> dict[int, Spread]:
    """Tests a second of contenders that differ in how many processes they have."""
    rates: dict[int, list[float]] = {count: [] for count in contenders}
    sample = {count: 40 * count for count in contenders}
    for number in range(plan.rounds + 1):  # the first is a trial
        for count, contender in contenders.items():
            programs = plan.next_sample(load, sample[count])
            _, elapsed, _ = timed(contender.ready(load, programs))
            if number:
                rates[count].append(load.tests(programs) / elapsed)
                say(f"{contender.name}, {count} processes: {rates[count][-1]:.0f} tests/s")
            sample[count] = max(20, round(len(programs) * plan.seconds / elapsed))
    return {count: Spread.of(values) for count, values in rates.items()}


def control_plane(
    stack: Stack, count: int, rounds: int, say: Callable[[str], object]
) -> tuple[Spread, list[Share]]:
    """Submissions a second where the sandbox costs nothing, and who used how much CPU for them."""
    pids = {
        "API": [stack.api.pid],
        "worker": [worker.pid for worker in stack.workers],
        "Redis": [stack.valkey.pid],
    }
    with RewardClient(stack.url, silence_s=600) as client:
        batch_s(client, 500)
        before = {part: sum(map(own_cpu_s, group)) for part, group in pids.items()}
        rates = []
        for _ in range(rounds):
            rates.append(count / batch_s(client, count))
            say(f"null sandbox: {rates[-1]:.0f} submissions/s")
    shares = [
        Share(
            part=part,
            cpu_us=1e6 * (sum(map(own_cpu_s, group)) - before[part]) / (rounds * count),
        )
        for part, group in pids.items()
    ]
    return Spread.of(rates), shares
