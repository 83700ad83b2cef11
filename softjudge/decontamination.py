"""`softjudge decontaminate`: problems that evaluation sets have too are taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from softjudge.failing import fail
from softjudge.row_progress import row_progress
from trainer_client import SoftjudgeError
from trainer_client.datasets.files import count_rows
from trainer_client.decontamination.index import Index
from trainer_client.decontamination.run import Summary, evaluation_problems, problem_file
from trainer_client.decontamination.run import decontaminate as decontaminate_
from trainer_client.tasks import TaskFile


def decontaminate(
    form: Annotated[str, typer.Argument(help="Form of the rows, such as humaneval; or math.")],
    path: Annotated[Path, typer.Argument(exists=True, help="The problems.")],
    against: Annotated[
        list[str], typer.Option("--against", help="An evaluation set, as FORM=PATH.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", file_okay=False, help="Where results go.")],
    ngram: Annotated[int, typer.Option(min=2, help="Words in a row that make a match.")] = 9,
    similarity: Annotated[
        float, typer.Option(min=0.1, max=1.0, help="Share of three-word runs that makes a match.")
    ] = 0.7,
) -> None:
    """Take out problems whose words an evaluation set has, or nearly.

    OUT gets clean.jsonl, and contaminated.jsonl with what each match has in common.
    """
    try:
        index = Index(evaluation_problems([_file(each) for each in against]), ngram, similarity)
        with row_progress("problems", count_rows(path)) as progress:
            summary = decontaminate_(problem_file(form, path), index, out, progress)
    except (SoftjudgeError, OSError) as error:
        fail(str(error))
    Console().print(_table(summary))


def _file(text: str) -> TaskFile:
    form, equals, path = text.partition("=")
    if not equals:
        fail(f"{text!r} is not of the form FORM=PATH")
    return problem_file(form, Path(path))


def _table(summary: Summary) -> Table:
    table = Table("problems", "", show_edge=False)
    table.add_row("checked", str(summary.problems))
    table.add_row("clean", str(summary.clean))
    table.add_row("not readable", str(summary.unreadable))
    for name, count in sorted(summary.by_set.items()):
        table.add_row(f"also in {name}", str(count))
    return table
