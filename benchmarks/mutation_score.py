"""How many broken programs the tests of a problem set notice.

    python -m benchmarks.mutation_score FORM FILE [--url URL] [--variants 6]

For each problem, variants of the published solution (one operator, constant or return
changed) are scored until one gets less than 1. Prints the mutation score, which is the share
of first variants that lose reward, and every problem none of whose variants does: its tests
are blind to them, or they are equivalent.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.console import Console

from tests.acceptance.mutants import variants
from trainer_client import Limits, RewardClient, Submission
from trainer_client.datasets import DatasetItem, form

QUICK = Limits(cpu_s=3, wall_s=6)


def broken_variants(item: DatasetItem) -> Iterator[str]:
    """Programs with a change in the answer, not in what stands before it."""
    return variants(item.program(item.references[0]), item.prefix.count("\n"))


def scored(client: RewardClient, programs: dict[str, tuple[DatasetItem, str]]) -> dict[str, bool]:
    """Whether each program got less than the full reward."""
    problems = {
        name: item.problem.model_copy(update={"limits": QUICK})
        for name, (item, _) in programs.items()
    }
    batch = [Submission(id=n, problem=n, code=code) for n, (_, code) in programs.items()]
    results = client.score_batch(problems, batch, deadline_s=3600, progress=True)
    return {r.id: r.reward is not None and r.reward < 1.0 for r in results}


def main(arguments: argparse.Namespace) -> None:
    console = Console()
    items = {item.id: item for item in form(arguments.form).load(arguments.file)}
    rest: dict[str, Iterator[str]] = {
        name: islice(broken_variants(item), arguments.variants) for name, item in items.items()
    }
    first: dict[str, bool] = {}
    with RewardClient(arguments.url) as client:
        while rest:
            programs = {
                name: (items[name], code)
                for name, those in rest.items()
                if (code := next(those, None)) is not None
            }
            spent = rest.keys() - programs.keys()
            noticed = scored(client, programs) if programs else {}
            first = first or noticed
            for name in spent:
                console.print(f"not noticed: {name}")
            rest = {name: rest[name] for name, seen in noticed.items() if not seen}
    share = sum(first.values()) / len(first)
    console.print(f"{arguments.form}: {len(items)} problems, mutation score {share:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("form")
    parser.add_argument("file", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8700")
    parser.add_argument("--variants", type=int, default=6)
    main(parser.parse_args())
