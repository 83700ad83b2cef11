"""Memory that `softjudge filter` takes for files of different lengths.

    python -m benchmarks.filter_memory [--problems 1000 100000] [--url URL]

Writes a set of code problems and a file with two completions for each, filters it and prints the
peak of the process's resident memory, from reading the rows to the report. Judging is not what is
measured: unless a service is named, each submission is answered in the process, at once. With one,
all programs of the set are the same, and its cache answers; the client then remembers the hash of
each test set that it has uploaded, some hundred bytes for each that differs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from trainer_client import AsyncRewardClient, Result
from trainer_client.candidates.completions_file import CompletionsFile
from trainer_client.candidates.judging import PATIENT
from trainer_client.filtering.run import examine, select
from trainer_client.filtering.settings import Criteria, FilterSettings
from trainer_client.journal import Journal
from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import TaskFile

PROGRAM = "```python\ndef double(n):\n    return n + n\n```"
TESTS = ["assert double(1) == 2", "assert double(2) == 4"]


class Answering:
    """In place of a client: every submission passes two tests."""

    async def score_batch(self, problems: Any, submissions: Any, **_: Any) -> AsyncIterator[Result]:
        for each in submissions:
            tests = [{"name": f"1.{n}", "verdict": "passed"} for n in (1, 2)]
            yield Result(id=each.id, status="scored", reward=1.0, passed=2, total=2, tests=tests)


@asynccontextmanager
async def client(url: str | None) -> AsyncIterator[Any]:
    if url is None:
        yield Answering()
        return
    async with AsyncRewardClient(url, retry=PATIENT) as opened:
        yield opened


def write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


def row(number: int) -> dict[str, Any]:
    words = f"Problem {number}. " + "Write a function that doubles a number. " * 20
    return {"task_id": number, "text": words, "code": "", "test_list": TESTS}


async def filtered(place: Path, problems: int, url: str | None) -> int:
    """Problems kept."""
    path, completions = place / "set.jsonl", place / "completions.jsonl"
    write(path, (row(n) for n in range(problems)))
    write(completions, ({"id": n, "completions": [PROGRAM] * 2} for n in range(problems)))
    tasks, journal = TaskFile("mbpp", path), Journal(place / "out")
    settings = FilterSettings(
        form="mbpp",
        path=path,
        candidates="completions",
        samples=2,
        sampling=Sampling(1),
        repetitions=0,
    )
    source = CompletionsFile(completions, 2)
    async with client(url) as judge:
        await examine(tasks, source, judge, settings, journal, lambda done: None, resume=False)
    return select(tasks, journal, Criteria(), place / "out").kept


def main(told: argparse.Namespace) -> None:
    if len(told.problems) > 1:
        for problems in told.problems:
            url = ["--url", told.url] if told.url else []
            command = [sys.executable, "-m", "benchmarks.filter_memory", *url]
            subprocess.run([*command, "--problems", str(problems)], check=True)
        return
    (problems,) = told.problems
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        kept = asyncio.run(filtered(Path(place), problems, told.url))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{problems} problems, {kept} kept: {peak:.1f} MiB, {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--problems", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--url", help="service to judge by; none unless said")
    main(parser.parse_args())
