"""`softjudge filter`: which problems of a data set can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from softjudge import candidates
from softjudge.failing import fail
from trainer_client import AsyncRewardClient, SoftjudgeError
from trainer_client.candidates.candidate import CandidateSource
from trainer_client.candidates.choosing import Drawing
from trainer_client.datasets.files import count_rows
from trainer_client.filtering.run import examine, select
from trainer_client.filtering.settings import DEFAULT_CPU_S, Criteria, FilterSettings
from trainer_client.filtering.summary import Summary
from trainer_client.journal import Journal
from trainer_client.rollouts.rollout import Sampling
from trainer_client.tasks import TaskFile


def filter_(
    form: Annotated[str, typer.Argument(help="Form of the rows, such as humaneval; or math.")],
    path: Annotated[Path, typer.Argument(exists=True, help="The problems.")],
    out: Annotated[Path, typer.Option("--out", "-o", file_okay=False, help="Where results go.")],
    completions: candidates.Completions = None,
    model: candidates.Model = None,
    server: candidates.ServerUrl = None,
    server_model: candidates.ServerModel = None,
    server_key: candidates.ServerKey = None,
    samples: candidates.Samples = 16,
    continuation: candidates.Continuation = False,
    temperature: candidates.Temperature = 0.6,
    top_p: candidates.TopP = 0.95,
    max_new_tokens: candidates.MaxNewTokens = 4096,
    stop: candidates.Stop = [],  # noqa: B006 - typer makes a new list for each call
    seed: candidates.Seed = 0,
    repetitions: Annotated[
        int, typer.Option(min=0, help="Further runs of the best candidates, to find flaky tests.")
    ] = 4,
    cpu_s: Annotated[
        float, typer.Option(min=0.01, help="CPU seconds of a test where the problem states none.")
    ] = DEFAULT_CPU_S,
    min_pass_rate: Annotated[
        float, typer.Option(help="Keep problems that a greater share of candidates solves.")
    ] = 0.5,
    min_tests: Annotated[int, typer.Option(help="Keep problems with as many tests.")] = 1,
    max_disagreement: Annotated[
        float,
        typer.Option(help="Keep problems whose tests' pass rates differ by no more than this."),
    ] = 1.0,
    keep_suspicious: Annotated[
        bool, typer.Option("--keep-suspicious", help="Keep problems with suspicious tests too.")
    ] = False,
    resume: candidates.Resume = False,
    url: candidates.Url = None,
    api_key: candidates.ApiKey = None,
) -> None:
    """Judge candidates of every problem; keep the problems whose tests can be trusted.

    Candidates are the published answers unless told. OUT gets kept.jsonl, dropped.jsonl,
    problems.jsonl with what was seen, and report.html.
    """
    choice = candidates.chosen(completions, model, server, server_model, server_key)
    tasks = TaskFile(form, path, "continuation" if continuation else "completion", cpu_s)
    sampling = Sampling(max_new_tokens, temperature, top_p, candidates.stops(stop))
    settings = FilterSettings(
        form=form,
        path=path,
        answer=tasks.answer,
        candidates=choice.described,
        samples=samples,
        sampling=sampling,
        seed=seed,
        repetitions=repetitions,
        cpu_s=cpu_s,
    )
    criteria = Criteria(min_pass_rate, min_tests, max_disagreement, keep_suspicious)
    journal = Journal(out)

    async def work(
        source: CandidateSource, client: AsyncRewardClient, progress: candidates.Progress
    ) -> None:
        await examine(tasks, source, client, settings, journal, progress, resume=resume)

    drawing = Drawing(sampling, samples, seed)
    candidates.with_candidates(choice, drawing, url, api_key, count_rows(path), work)
    try:
        summary = select(tasks, journal, criteria, out)
    except (SoftjudgeError, OSError) as error:
        fail(str(error))
    Console().print(_table(summary))
    typer.echo(f"{out / 'report.html'}")


def _table(summary: Summary) -> Table:
    table = Table("problems", "", show_edge=False)
    table.add_row("examined", str(summary.problems))
    table.add_row("kept", str(summary.kept))
    table.add_row("not readable", str(summary.unreadable))
    for kind, count in sorted(summary.suspicious.items()):
        table.add_row(f"with a test that is {kind.replace('_', ' ')}", str(count))
    return table
