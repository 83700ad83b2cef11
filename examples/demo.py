"""Starts the service, scores the programs beside this file, and takes the service down.

    python -m examples.demo        (or: make demo)

Each folder of `programs/` is a problem: `problem.json` as the API takes it, programs, and
completions (`.md`), out of which the service takes the program.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console

from softjudge.result_table import result_table
from trainer_client import Problem, Result, RewardClient, Submission

PROGRAMS = Path(__file__).parent / "programs"
START_S = 280.0  # the first start with Docker builds the sandbox image


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
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    up = [sys.executable, "-m", "softjudge", "up", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(up)
    try:
        with console.status("starting the service"):
            wait_until_ready(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the service answers that it can judge; ends the program if it cannot."""
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            sys.exit(f"softjudge up ended with exit code {process.returncode}")
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass  # it does not listen yet
        time.sleep(0.2)
    sys.exit(f"the service was not ready within {START_S:.0f} s")


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
