"""Starts the service, scores the programs beside this file, and takes the service down.

    python -m examples.demo        (or: make demo)

Each folder of `programs/` is a problem: `problem.json` as the API takes it, programs, and
completions (`.md`), out of which the service takes the program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from softjudge.own_service import own_service
from softjudge.result_table import result_table
from trainer_client import Problem, Result, RewardClient, Submission

PROGRAMS = Path(__file__).parent / "programs"


def main() -> None:
    console = Console()
    problems, submissions = load(PROGRAMS)
    with service(console) as url, RewardClient(url) as client:
        console.print(f"scoring {len(submissions)} programs for {len(problems)} problems at {url}")
        by_id = {each.id: each for each in client.score_batch(problems, submissions)}
    results = [by_id[each.id] for each in submissions]
    console.print(result_table(results), summary(results), sep="\n")


def load(folder: Path) -> tuple[dict[str, Problem], list[Submission]]:
    """The problems of a folder, and every program and completion for them."""
    problems: dict[str, Problem] = {}
    submissions: list[Submission] = []
    for definition in sorted(folder.glob("*/problem.json")):
        name = definition.parent.name
        problems[name] = Problem.model_validate_json(definition.read_bytes())
        for path in sorted(definition.parent.iterdir()):
            if path != definition:
                kind = "completion" if path.suffix == ".md" else "code"
                text = {kind: path.read_text(encoding="utf-8")}
                submissions.append(
                    Submission.model_validate(
                        {"id": f"{name}/{path.name}", "problem": name, **text}
                    )
                )
    return problems, submissions


@contextmanager
def service(console: Console, workers: int = os.cpu_count() or 1) -> Iterator[str]:
    """`softjudge up` on a free port: its address, once it can judge."""
    with ExitStack() as ending:
        with console.status("starting the service"):
            url = ending.enter_context(own_service(workers))
        yield url


def summary(results: list[Result]) -> str:
    """What was run where, in one line."""
    walls = sorted({each.sandbox.wall for each in results if each.sandbox})
    rewards = [each.reward for each in results if each.reward is not None]
    tests = sum(len(each.tests) for each in results)
    return (
        f"\n{len(rewards)} of {len(results)} programs judged by {tests} test runs "
        f"behind {', '.join(walls)}; mean soft reward {sum(rewards) / len(rewards):.3f}"
    )


if __name__ == "__main__":
    main()
