"""Large inputs: right verdicts, and the memory that API and workers need for them.

    python -m benchmarks.large_inputs

Starts the service, scores each case, and reads the peak resident memory of its processes
from /proc. Prints a table.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from examples.demo import service
from trainer_client import AssertTest, Limits, Problem, RewardClient, StdioTest

BIG = "(10**10**6 - 1) * 7 // 9"
KINDS = {"service.api", "service.worker"}  # modules that the processes run


@dataclass(frozen=True)
class Case:
    name: str
    tests: list[StdioTest | AssertTest]
    code: str
    reward: float


def cases() -> Iterator[Case]:
    digits = "7" * 1_000_000
    yield Case(
        "a million-digit integer, echoed",
        [StdioTest(stdin=digits, stdout=digits), StdioTest(stdin=digits, stdout=digits[:-1] + "8")],
        "print(input())",
        0.5,
    )
    yield Case(
        "a million-digit integer, returned",
        [
            AssertTest(
                asserts=["assert f(6) == (10**6 - 1) * 7 // 9", f"assert f({10**6}) == {BIG}"]
            )
        ],
        "def f(n): return (10**n - 1) * 7 // 9",
        1.0,
    )
    line = "0123456789abcdef" * 64
    many = "\n".join([line] * 10_240)
    yield Case(
        "10 MB of stdin",
        [StdioTest(stdin=many, stdout=str(len(many)))],
        "import sys\nprint(len(sys.stdin.read()))",
        1.0,
    )
    yield Case(
        "1 MB of correct output",
        [StdioTest(stdin="1048576", stdout="x" * 1_048_576)],
        "print('x' * int(input()))",
        1.0,
    )
    yield Case(
        "10,000 tests in one test set",
        [StdioTest(stdin=f"{n}", stdout=f"{n + 1}") for n in range(10_000)],
        "print(int(input()) + 1)",
        1.0,
    )


def peaks() -> dict[str, float]:
    """Peak resident MiB of the processes of the service started here, the largest of each kind."""
    statuses = {}
    for directory in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # the process is gone
            lines = (directory / "status").read_text().splitlines()
            statuses[directory.name] = dict(line.split(":", 1) for line in lines)
    found: dict[str, float] = {}
    for pid in descendants(str(os.getpid()), statuses):
        command = Path("/proc", pid, "cmdline").read_text().split("\0")
        for kind in KINDS.intersection(command):
            peak = int(statuses[pid]["VmHWM"].split()[0]) / 1024
            found[kind] = max(found.get(kind, 0.0), peak)
    return found


def descendants(pid: str, statuses: dict[str, dict[str, str]]) -> list[str]:
    children = [each for each, status in statuses.items() if status["PPid"].strip() == pid]
    return [pid, *(below for child in children for below in descendants(child, statuses))]


def main() -> None:
    console = Console()
    table = Table("case", "reward", "run_s", "API peak MiB", "worker peak MiB")
    with service(console, workers=1) as url, RewardClient(url) as client:
        before = peaks()
        table.add_row("(idle)", "", "", *(f"{before[k]:.0f}" for k in sorted(before)))
        for case in cases():
            problem = Problem(
                language="python", tests=list(case.tests), limits=Limits(output_kb=8192)
            )
            result = client.score(problem, code=case.code, deadline_s=600)
            if result.reward != case.reward:
                sys.exit(f"{case.name}: reward {result.reward}, {result.reason}")
            seen = peaks()
            memory = (f"{seen[kind]:.0f}" for kind in sorted(seen))
            table.add_row(case.name, f"{result.reward:g}", f"{result.run_s:.1f}", *memory)
    console.print(table)


if __name__ == "__main__":
    main()
