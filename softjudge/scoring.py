"""`softjudge score`: sends a file's submissions and shows what came back."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from softjudge import score_file
from softjudge.failing import described, fail
from softjudge.result_table import result_table
from trainer_client import Result, RetryPolicy, RewardClient, SoftjudgeError, TransportError

# Somebody is waiting at the terminal, and a wrong address should not take a minute to say so.
_SHORT = RetryPolicy(retries=3, base_s=0.2)


def score(file: Path, url: str, api_key: str | None, *, as_json: bool) -> None:
    try:
        batch = score_file.read(file)
    except score_file.ScoreFileError as error:
        fail(str(error))
    try:
        results = _results(batch, url, api_key, as_json)
    except TransportError as error:
        fail(f"no service answers at {url} ({error}); start one: softjudge up")
    except SoftjudgeError as error:
        fail(f"{url}: {error}")
    except ValueError as error:
        fail(f"{file}:\n{described(error)}")
    if not as_json:
        order = {each.id: each for each in results}
        Console().print(result_table([order[each.id] for each in batch.submissions]))
    if any(each.reward is None for each in results):
        raise typer.Exit(1)


def _results(batch: score_file.Batch, url: str, api_key: str | None, as_json: bool) -> list[Result]:
    """All results, in the order in which they came; printed as they come if wanted as JSON."""
    results: list[Result] = []
    with RewardClient(url, api_key=api_key, retry=_SHORT) as client:
        for result in client.score_batch(
            batch.problems,
            batch.submissions,
            deadline_s=batch.deadline_s,
            progress=not as_json and Console(stderr=True).is_terminal,
        ):
            results.append(result)
            if as_json:
                typer.echo(result.model_dump_json())
    return results
