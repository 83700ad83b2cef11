"""Measures softjudge and its alternatives side by side.

    make bench        or:
    python -m benchmarks.speed [--parts PART ...] [--peers-python PATH] [--fusion-url URL] [--write]

Prints what it finds as it goes, writes runs/speed.json, and with `--write` the page and plots
in docs/benchmarks. Needs root and a Docker engine, and a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks.speed import contenders, growth, latency, loads, machine, page, plots, targets
from benchmarks.speed.contenders import Contender
from benchmarks.speed.figures import Figures
from benchmarks.speed.functions import functions
from benchmarks.speed.parts import parts
from benchmarks.speed.rounds import Plan, compare
from benchmarks.speed.traffic import traffic
from service.settings import Settings
from tests.service.stack import Stack, Valkey
from trainer_client import RewardClient

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "docs" / "benchmarks"
SIZES = (100, 1000, 10_000, 100_000)
ROOM = {  # for the largest batch
    "max_submissions": max(SIZES),
    "max_body_bytes": 64 << 20,
    "max_decoded_bytes": 64 << 20,
}
NEVER = 10**9  # runs until a sandbox is replaced, where the processes in it are watched
PART_PROGRAMS = 300
PARTS = ("a", "b", "c", "k", "d", "e", "f", "latency", "workers", "growth", "null")

console = Console(stderr=True)


@contextmanager
def stack(
    workers: int, wall: str = "docker-runc", module: str = "service.worker", **settings: object
) -> Iterator[Stack]:
    """A service of its own: Valkey, API, workers."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        chosen = Settings.model_validate({"wall": wall, **ROOM, **settings})
        made = Stack(valkey, Path(path), chosen)
        try:
            made.start_workers(workers, module)
            yield made
        finally:
            made.stop()
            valkey.stop()


def compare_all(arguments: argparse.Namespace, figures: Figures) -> None:
    cores = arguments.workers
    makers = {
        "a": loads.trivial,
        "b": functions,
        "c": loads.contests,
        "k": lambda: loads.packages(arguments.kattis),
        "d": loads.compiled,
        "e": loads.numeric,
        "f": traffic,
    }
    with ExitStack() as ending:
        service = ending.enter_context(stack(cores))
        client = ending.enter_context(RewardClient(service.url))
        all_contenders = list(_contenders(arguments, client, ending))
        plan = Plan(arguments.rounds, arguments.seconds, arguments.most)
        for key in [key for key in makers if key in arguments.parts]:
            try:
                load = makers[key]()
            except loads.Missing as missing:
                figures.notes.append(f"load {key}: {missing}")
                continue
            taking_part = all_contenders
            if key == "e":  # the interpreters outside may have no numpy
                taking_part = [each for each in all_contenders if each.name in NUMPY]
            if key == "f":
                taking_part = [each for each in all_contenders if each.name in WHOLE]
            figures.loads[key] = load.title
            figures.rates += compare(load, taking_part, plan, console.log)
        figures.loads = dict(sorted(figures.loads.items()))
        if "latency" in arguments.parts:
            figures.latencies = latency.latencies(client, service.url, arguments.requests)
        if "growth" in arguments.parts:
            sizes = [size for size in SIZES if size <= arguments.largest]
            figures.sizes += growth.sizes(service, "docker-runc", sizes, console.log)


NUMPY = {targets.OURS, targets.PRIME, "docker exec per test"}
WHOLE = {targets.OURS, "new process per test"}


def _contenders(
    arguments: argparse.Namespace, client: RewardClient, ending: ExitStack
) -> Iterator[Contender]:
    cores = arguments.workers
    python = contenders.PYTHON
    yield contenders.Softjudge(client)
    yield _floor(cores)
    yield contenders.Processes("new process per test", [python], cores)
    yield contenders.bubblewrap(cores)
    yield ending.enter_context(contenders.docker_exec(cores))
    yield ending.enter_context(contenders.stand_in(cores))
    if arguments.fusion_url:
        languages = frozenset({"python", "cpp"})
        yield contenders.Fusion("SandboxFusion", arguments.fusion_url, languages, cores)
    if arguments.peers_python:
        yield contenders.PrimeCode(arguments.peers_python, cores)
    yield contenders.Compiled(cores)


def _floor(processes: int) -> Contender:
    command = [contenders.PYTHON, "-I", "-S", str(HERE / "floor.py"), "FILE"]
    return contenders.Children(targets.FLOOR, command, processes)


def scale(arguments: argparse.Namespace, figures: Figures) -> None:
    plan = Plan(arguments.rounds, arguments.seconds, arguments.most)
    if "workers" in arguments.parts:
        with stack(1) as one, stack(2) as two:
            both = {1: one, 2: two}
            load = loads.trivial()
            figures.workers = growth.workers(both, load, plan, console.log)
            floors = {count: _floor(count) for count in both}
            figures.floors = growth.by_count(floors, load, plan, console.log)
        with stack(2, recycle_after=NEVER) as watched:
            figures.parts = parts(watched, load, plan.next_sample(load, PART_PROGRAMS))
    if "null" in arguments.parts:
        with stack(arguments.workers, "bubblewrap", "benchmarks.speed.null") as null:
            count = min(20_000, arguments.largest)
            found = growth.control_plane(null, count, arguments.rounds, console.log)
            figures.null_per_s, figures.shares = found
            sizes = [size for size in SIZES if size <= arguments.largest]
            figures.sizes += growth.sizes(null, "null", sizes, console.log)


def main(arguments: argparse.Namespace) -> None:
    figures = Figures(
        machine=machine.description(),
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        command="make bench" + (" KATTIS=PACKAGES" if arguments.kattis else ""),
    )
    if not arguments.peers_python:
        figures.notes.append("verl's prime_code: no --peers-python")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    try:
        compare_all(arguments, figures)
        scale(arguments, figures)
    finally:  # what was measured before something failed took long, too
        arguments.out.write_text(figures.model_dump_json(indent=1), encoding="utf-8")
    text = page.page(figures)
    sys.stdout.write(text)
    if arguments.write:
        (PAGES / "speed.md").write_text(text, encoding="utf-8")
        plots.draw(figures, PAGES)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each contender and round")
    parser.add_argument("--most", type=int, default=4000, help="programs in a round")
    parser.add_argument("--requests", type=int, default=500, help="of the latency")
    parser.add_argument("--largest", type=int, default=max(SIZES), help="batch")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--peers-python", type=Path, help="with verl and numpy")
    parser.add_argument("--fusion-url", help="a SandboxFusion server to compare with")
    parser.add_argument("--kattis", type=Path, help="packages with accepted Python submissions")
    parser.add_argument("--out", type=Path, default=Path("runs/speed.json"))
    parser.add_argument("--write", action="store_true", help="the page and plots in docs")
    main(parser.parse_args())
