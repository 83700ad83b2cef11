"""First throughput figure: 16-test stdio programs over HTTP, beside the bare alternatives.

    python -m benchmarks.throughput [--submissions 300] [--rounds 3] [--workers 2]

In each round, one after the other: softjudge (HTTP, queue, wall; every submission another
program, so nothing is cached), a new `python3 -I -S` process for each test, and the floor: a
fork of a warm interpreter with rlimits for each test. The bare ones run `workers` processes
at a time. Prints runs a second, median and range over the rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.floor import INPUTS, OUTPUTS, SOURCE, TESTS
from examples.demo import service
from trainer_client import Problem, RewardClient, StdioTest, Submission

FLOOR = Path(__file__).with_name("floor.py")
PYTHON = str(Path(sys.executable).resolve())  # not a shim that finds one


def softjudge(client: RewardClient, first: int, submissions: int) -> float:
    """Seconds for a batch of new programs; every reward must be 1."""
    tests = [StdioTest(stdin=i, stdout=o) for i, o in zip(INPUTS, OUTPUTS, strict=True)]
    problem = Problem(language="python", tests=list(tests))
    batch = [
        Submission(id=str(n), problem="sum", code=SOURCE.format(n=first + n))
        for n in range(submissions)
    ]
    start = time.perf_counter()
    rewards = [result.reward for result in client.score_batch({"sum": problem}, batch)]
    elapsed = time.perf_counter() - start
    if rewards != [1.0] * submissions:
        sys.exit(f"{sum(r != 1.0 for r in rewards)} of {submissions} rewards are not 1")
    return elapsed


def new_processes(runs: int, workers: int) -> float:
    def one(n: int) -> None:
        done = subprocess.run(
            [PYTHON, "-I", "-S", "-c", SOURCE.format(n=n)],
            input=INPUTS[n % TESTS].encode(),
            stdout=subprocess.PIPE,
            check=True,
        )
        if done.stdout.decode() != OUTPUTS[n % TESTS]:
            sys.exit("a bare process answered wrongly")

    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, range(runs)))
    return time.perf_counter() - start


def warm_forks(runs: int, workers: int) -> float:
    """`workers` lean interpreters, each forking once a test; started before the clock."""
    command = [PYTHON, "-I", "-S", str(FLOOR), str(runs // workers)]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(workers)
    ]
    for child in children:
        assert child.stdout is not None
        child.stdout.read(1)
    start = time.perf_counter()
    for child in children:
        child.communicate(b"go")
    return time.perf_counter() - start


def main(arguments: argparse.Namespace) -> None:
    console = Console()
    runs = arguments.submissions * TESTS
    rates: dict[str, list[float]] = {}
    with service(console, workers=arguments.workers) as url, RewardClient(url) as client:
        softjudge(client, -1000, 20)
        for number in range(arguments.rounds):
            measured: dict[str, Callable[[], float]] = {
                "softjudge over HTTP": lambda first=number * arguments.submissions: softjudge(  # type: ignore[misc]
                    client, first, arguments.submissions
                ),
                "bare warm fork (floor)": lambda: warm_forks(runs, arguments.workers),
                "new python3 -I -S process": lambda: (
                    new_processes(runs // 4, arguments.workers) * 4
                ),
            }
            for name, measure in measured.items():
                rates.setdefault(name, []).append(runs / measure())
    table = Table(title=f"{arguments.workers} workers, {os.cpu_count()} cores, {TESTS} tests each")
    for column in ("", "tests/s, median", "range", "submissions/s", "of the floor"):
        table.add_column(column)
    base = statistics.median(rates["bare warm fork (floor)"])
    for name, values in rates.items():
        median = statistics.median(values)
        table.add_row(
            name,
            f"{median:.0f}",
            f"{min(values):.0f}-{max(values):.0f}",
            f"{median / TESTS:.1f}",
            f"{median / base:.2f}",
        )
    console.print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    main(parser.parse_args())
