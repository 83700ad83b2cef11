"""Whether a problem set's own solutions pass, and how many broken programs its tests notice.

    python -m benchmarks.mutation_score FORM PATH [--url URL] [--variants 6]

For Exercism's exercises, for one: `git clone https://github.com/exercism/python`, then
`exercism python/exercises/practice`.

For each problem, the published solution is scored, then variants of it (one operator, constant or
return changed) until one gets less than 1. Prints the problems whose solution does not pass, the
mutation score, which is the share of first variants that lose reward, and every problem none of
whose variants does: its tests are blind to them, or they are equivalent.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from rich.console import Console

from tests.acceptance.mutants import variants
from trainer_client import Limits, Problem, Result, RewardClient, Submission
from trainer_client.datasets import DatasetItem, form

QUICK = Limits(cpu_s=3, wall_s=10)

Programs = Mapping[str, str]  # by the item's id


def broken_variants(item: DatasetItem) -> Iterator[str]:
    """Programs with a change in the answer, not in what stands before it."""
    return variants(item.program(item.references[0]), item.prefix.count("\n"))


def score(
    client: RewardClient, items: Mapping[str, DatasetItem], programs: Programs
) -> list[Result]:
    problems = {name: items[name].problem for name in programs}
    batch = [Submission(id=name, problem=name, code=code) for name, code in programs.items()]
    return list(client.score_batch(problems, batch, deadline_s=3600, progress=True))


def solutions(client: RewardClient, items: Mapping[str, DatasetItem], console: Console) -> None:
    """Scores the published solutions, and names those that do not pass."""
    programs = {name: item.program(item.references[0]) for name, item in items.items()}
    results = score(client, items, programs)
    for result in results:
        if result.reward != 1.0:
            failed = [test for test in result.tests if test.verdict != "passed"]
            why = failed[0].message if failed else result.reason
            console.print(f"does not pass: {result.id}: {result.reward} {why}")
    shared = Counter(r.sandbox.isolation for r in results if r.sandbox)["shared"]
    passed = sum(result.reward == 1.0 for result in results)
    console.print(f"{passed} of {len(items)} solutions pass, {shared} with shared isolation")


def noticed(
    client: RewardClient, items: Mapping[str, DatasetItem], most: int
) -> dict[str, list[bool]]:
    """For each item, whether its variants get less than 1, up to the first that does."""
    found: dict[str, list[bool]] = {name: [] for name in items}
    quick = {name: replace(item, problem=quicker(item.problem)) for name, item in items.items()}
    rest = {name: islice(broken_variants(item), most) for name, item in items.items()}
    while rest:
        programs = {name: next(those, None) for name, those in rest.items()}
        results = score(client, quick, {name: code for name, code in programs.items() if code})
        for result in results:
            found[result.id].append(result.reward is not None and result.reward < 1.0)
        rest = {result.id: rest[result.id] for result in results if not found[result.id][-1]}
    return found


def quicker(problem: Problem) -> Problem:
    return problem.model_copy(update={"limits": QUICK})


def main(arguments: argparse.Namespace) -> None:
    console = Console(soft_wrap=True)
    items = {item.id: item for item in form(arguments.form).load(arguments.path) if item.references}
    with RewardClient(arguments.url) as client:
        solutions(client, items, console)
        found = noticed(client, items, arguments.variants)
    for name in [name for name, seen in found.items() if not any(seen)]:
        console.print(f"no variant is noticed: {name}, of {len(found[name])}")
    first = [seen[0] for seen in found.values() if seen]
    console.print(
        f"{arguments.form}: {len(items)} problems, a variant fails in "
        f"{sum(map(any, found.values()))}, mutation score {sum(first) / len(first):.3f}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("form")
    parser.add_argument("path", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8700")
    parser.add_argument("--variants", type=int, default=6)
    main(parser.parse_args())
