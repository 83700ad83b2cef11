"""The problems of an evaluation, set by set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from trainer_client.datasets import MalformedRow
from trainer_client.evaluation.settings import EvalSettings, SetSettings
from trainer_client.tasks import TaskFile, TaskRow

CONTEST_DATE = "contest_date"  # as LiveCodeBench has it


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of one of the sets."""

    set: str
    row: TaskRow


def problems(settings: EvalSettings) -> Iterator[Asked]:
    """Those of all sets, always in the same order.

    Raises DatasetError and OSError, and MalformedRow for a row without date where dates count.
    """
    for each in settings.sets:
        rows = (row for row in _file(each, settings).rows() if _counts(row, each, settings))
        for row in islice(rows, settings.first):
            yield Asked(each.name, row)


def _file(chosen: SetSettings, settings: EvalSettings) -> TaskFile:
    return TaskFile(chosen.form, chosen.path, settings.answer, settings.cpu_s)


def _counts(row: TaskRow, chosen: SetSettings, settings: EvalSettings) -> bool:
    if settings.since is None and settings.until is None:
        return True
    day = _contest_day(row, chosen)
    return (settings.since or day) <= day <= (settings.until or day)


def _contest_day(row: TaskRow, chosen: SetSettings) -> date:
    found = row.row.get(CONTEST_DATE)
    try:
        return datetime.fromisoformat(str(found)).date()
    except ValueError as error:
        label = f"{chosen.name} row {row.number}"
        raise MalformedRow(label, CONTEST_DATE, f"is no date but {found!r}") from error
