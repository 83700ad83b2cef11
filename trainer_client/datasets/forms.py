"""The readers, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from trainer_client.datasets import (
    apps,
    bigcodebench,
    code_contests,
    codeforces,
    deepcoder,
    exercism,
    humaneval,
    humaneval_x,
    kattis,
    klear,
    kodcode,
    leetcode,
    livecodebench,
    mbpp,
    multipl_e,
    open_r1,
    prime,
    taco,
)
from trainer_client.datasets.errors import UnknownForm
from trainer_client.datasets.fields import Fields, Row
from trainer_client.datasets.files import open_rows
from trainer_client.datasets.item import DatasetItem


@dataclass(frozen=True, slots=True)
class Form:
    """A published form of code data.

    key: the field that names a row in errors, beside its number.
    """

    name: str
    key: str
    make: Callable[[Fields], DatasetItem]
    open: Callable[[str | Path], Iterator[Row]] = open_rows

    def item(self, row: Row, number: int = 1) -> DatasetItem:
        """One row's item. Raises MalformedRow and UnsupportedForm.

        `number` is the row's place in its set, from 1: errors name it, and it is the id where
        the form publishes none.
        """
        fields = Fields(row, number, self._label(row, number))
        try:
            return self.make(fields)
        except ValidationError as error:
            raise fields.malformed("", f"makes no problem: {error}") from error

    def read(self, rows: Iterable[Row]) -> Iterator[DatasetItem]:
        """The items of rows: dicts, or a Hugging Face `datasets` split as it is.

        The first row that raises ends it. To go on behind such rows, call `item` on each.
        """
        return (self.item(row, number) for number, row in enumerate(rows, start=1))

    def load(self, path: str | Path) -> Iterator[DatasetItem]:
        """The items of a file; for Kattis packages, of a directory or a tar archive.

        Raises OSError, UnreadableFile and MissingPackage too.
        """
        return self.read(self.open(path))

    def _label(self, row: object, number: int) -> str:
        found = row.get(self.key) if isinstance(row, Mapping) else None
        named = f" ({found})" if isinstance(found, str | int) else ""
        return f"{self.name} row {number}{named}"


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form("apps", "problem_id", apps.item),
            Form("bigcodebench", "task_id", bigcodebench.item),
            Form("code_contests", "name", code_contests.item),
            Form("codeforces", "id", codeforces.item),
            Form("deepcoder", "uid", deepcoder.item),
            Form("exercism", "name", exercism.item, exercism.open_exercises),
            Form("humaneval", "task_id", humaneval.item),
            Form("humaneval-x", "task_id", humaneval_x.item),
            Form("kattis", "name", kattis.item, kattis.open_packages),
            Form("klear", "hash", klear.item),
            Form("kodcode", "question_id", kodcode.item),
            Form("leetcode", "id", leetcode.item),
            Form("livecodebench", "question_id", livecodebench.item),
            Form("mbpp", "task_id", mbpp.item),
            Form("multipl-e", "name", multipl_e.item),
            Form("open-r1", "problem_id", open_r1.item),
            Form("prime", "id", prime.item),
            Form("taco", "url", taco.item),
        )
    }
)


def form(name: str) -> Form:
    """The form of this name. Raises UnknownForm, whose message lists the names."""
    found = FORMS.get(name)
    if found is None:
        raise UnknownForm(f"no data set form is called {name!r}; there are {', '.join(FORMS)}")
    return found
