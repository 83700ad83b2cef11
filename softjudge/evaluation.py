"""`softjudge eval` and `softjudge compare`: what a model can do on published problems."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from softjudge import candidates
from softjudge.evaluation_tables import comparison_table, result_table
from softjudge.failing import fail
from softjudge.training import importing
from trainer_client import AsyncRewardClient, SoftjudgeError
from trainer_client.candidates.candidate import CandidateSource
from trainer_client.candidates.choosing import Drawing
from trainer_client.datasets.files import count_rows
from trainer_client.evaluation.records import ProblemRecord, SetRecord
from trainer_client.evaluation.run import evaluate
from trainer_client.evaluation.settings import EvalSettings, SetSettings
from trainer_client.journal import Journal
from trainer_client.rollouts.rollout import Sampling
from trainer_client.whole_files import whole_file

_DAY = ["%Y-%m-%d"]


def eval_(
    sets: Annotated[
        list[str],
        typer.Argument(
            help="FORM=PATH: humaneval=HumanEval.jsonl.gz, math=aime24.jsonl, kattis=DIRECTORY, ..."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", file_okay=False, help="Where results go.")],
    completions: candidates.Completions = None,
    model: candidates.Model = None,
    server: candidates.ServerUrl = None,
    server_model: candidates.ServerModel = None,
    server_key: candidates.ServerKey = None,
    samples: candidates.Samples = 8,
    continuation: candidates.Continuation = False,
    temperature: candidates.Temperature = 0.6,
    top_p: candidates.TopP = 0.95,
    max_new_tokens: candidates.MaxNewTokens = 32768,
    stop: candidates.Stop = [],  # noqa: B006 - typer makes a new list for each call
    seed: candidates.Seed = 0,
    together: Annotated[
        int, typer.Option(min=1, help="Problems whose answers are drawn in one batch.")
    ] = 8,
    first: Annotated[
        int | None, typer.Option(min=1, help="Of each set, the first so many.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="LiveCodeBench: contests from this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="LiveCodeBench: contests to this day.")
    ] = None,
    cpu_s: Annotated[
        float | None,
        typer.Option(min=0.01, help="CPU seconds of a test where the problem states none."),
    ] = None,
    resume: candidates.Resume = False,
    url: candidates.Url = None,
    api_key: candidates.ApiKey = None,
) -> None:
    """Evaluate a model: avg@k and pass@k with intervals, a table, JSON Lines and a plot.

    OUT gets problems.jsonl with every answer, results.jsonl and pass_at_k.png.
    """
    choice = candidates.chosen(completions, model, server, server_model, server_key)
    settings = EvalSettings(
        sets=_sets(sets),
        candidates=choice.described,
        answer="continuation" if continuation else "completion",
        samples=samples,
        sampling=Sampling(max_new_tokens, temperature, top_p, candidates.stops(stop)),
        seed=seed,
        first=first,
        since=since.date() if since else None,
        until=until.date() if until else None,
        cpu_s=cpu_s,
    )
    journal = Journal(out)

    async def work(
        source: CandidateSource, client: AsyncRewardClient, progress: candidates.Progress
    ) -> None:
        await evaluate(
            source, client, settings, journal, progress, together=together, resume=resume
        )

    drawing = Drawing(settings.sampling, samples, seed, together)
    candidates.with_candidates(choice, drawing, url, api_key, _total(settings), work)
    Console().print(result_table(_written(journal, settings, out)))


def compare(
    first: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="problems.jsonl of one evaluation.")
    ],
    second: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="problems.jsonl of another.")
    ],
) -> None:
    """Compare two evaluations on the problems that both have, by a paired bootstrap."""
    with importing():
        from trainer_client.evaluation.comparing import compared
    try:
        found = compared(first, second)
    except (SoftjudgeError, OSError) as error:
        fail(str(error))
    Console().print(comparison_table(found))


def _sets(texts: list[str]) -> list[SetSettings]:
    found = [_set(each) for each in texts]
    if len({each.name for each in found}) < len(found):
        fail("the files must have different names: results go by them")
    return found


def _set(text: str) -> SetSettings:
    form, equals, path = text.partition("=")
    if not equals:
        fail(f"{text!r} is not of the form FORM=PATH")
    if not Path(path).exists():
        fail(f"{path} does not exist")
    return SetSettings(form=form, path=Path(path), name=Path(path).name.partition(".")[0])


def _total(settings: EvalSettings) -> int | None:
    """The number of problems; None where only reading them all would tell."""
    counts = [count_rows(each.path) for each in settings.sets]
    if settings.since or settings.until or None in counts:
        return None
    return sum(min(count or 0, settings.first or count or 0) for count in counts)


def _written(journal: Journal, settings: EvalSettings, out: Path) -> list[SetRecord]:
    """The results, once they are in the directory."""
    with importing():
        from trainer_client.evaluation.plot import plot
        from trainer_client.evaluation.summary import summaries
    try:
        results = summaries(journal.read(ProblemRecord), settings)
    except (SoftjudgeError, OSError) as error:
        fail(str(error))
    if not results:
        fail(f"no answer was judged; {journal.path} says why")
    with whole_file(out / "results.jsonl") as file:
        file.write("".join(each.model_dump_json() + "\n" for each in results))
    plot(results, out / "pass_at_k.png")
    return results
