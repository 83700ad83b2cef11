"""Decontamination as a whole: rows are checked one by one, and are clean or not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from trainer_client.decontamination.index import Index, Source
from trainer_client.tasks import Task, TaskFile
from trainer_client.tasks.row_lines import row_line
from trainer_client.whole_files import whole_file


@dataclass(slots=True)
class Summary:
    """Counts of problems; `by_set` of those that are in an evaluation set."""

    problems: int = 0
    clean: int = 0
    unreadable: int = 0
    by_set: Counter[str] = field(default_factory=Counter)


def evaluation_problems(files: Sequence[TaskFile]) -> Iterator[tuple[Source, str]]:
    """What the evaluation sets, each a `problem_file`, ask. Raises DatasetError and OSError."""
    for file in files:
        for row in file.rows():
            if row.task is not None:
                yield Source(file.name, row.task.id), _words_of(row.task)


def decontaminate(
    tasks: TaskFile, index: Index, directory: Path, progress: Callable[[int], None]
) -> Summary:
    """Writes `clean.jsonl`, the rows without a match, and `contaminated.jsonl`, the matches of the
    others. Rows that cannot be read are in neither. `tasks` is a `problem_file`.

    Raises DatasetError and OSError.
    """
    summary = Summary()
    directory.mkdir(parents=True, exist_ok=True)
    with (
        whole_file(directory / "clean.jsonl") as clean,
        whole_file(directory / "contaminated.jsonl") as contaminated,
    ):
        for row in tasks.rows():
            summary.problems += 1
            progress(summary.problems)
            if row.task is None:
                summary.unreadable += 1
                continue
            matches = index.matches(_words_of(row.task))
            if matches:
                summary.by_set.update({each.source.set for each in matches})
                line = {
                    "number": row.number,
                    "id": row.task.id,
                    "matches": [asdict(each) for each in matches],
                }
                contaminated.write(json.dumps(line) + "\n")
            else:
                summary.clean += 1
                clean.write(row_line(row) + "\n")
    return summary


def problem_file(form: str, path: Path) -> TaskFile:
    """A file whose prompts are as published: words around them would be in all of them."""
    return TaskFile(form, path, "continuation")


def _words_of(task: Task) -> str:
    return task.prompt if isinstance(task.prompt, str) else ""
