"""APPS (hendrycks/apps, codeparrot/apps): `question`, `solutions` and `input_output`, both
JSON text; `starter_code`.

Test rows without `input_output`, which APPS has some of, are malformed: they judge nothing.
The authors run programs behind a preamble, calls and standard input alike. Outputs are compared as
their `eval/testing_util.py` does; returned values by `==`, without a tolerance, as there.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.messages import with_starter
from trainer_client.datasets.pairs import paired_tests
from trainer_client.datasets.preambles import COMMON
from trainer_client.types import Compare, Problem


def item(fields: Fields) -> DatasetItem:
    return made(fields, Compare(mode="apps"))


def made(fields: Fields, compare: Compare) -> DatasetItem:
    """The item of a row of this form. `compare`: how its authors do."""
    tests = paired_tests(fields.object("input_output"))
    return DatasetItem(
        id=fields.identity("problem_id", "id", "url", "name"),
        prompt=with_starter(fields.text("question"), fields.text("starter_code", "")),
        problem=Problem(language="python", tests=list(tests), compare=compare),
        prefix=COMMON,
        references=_solutions(fields),
    )


def _solutions(fields: Fields) -> tuple[str, ...]:
    """The published solutions; rows without any hold an empty text."""
    published = fields.value("solutions") if fields.has("solutions") else ""
    found = fields.decoded("solutions") if published != "" else []
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise fields.malformed("solutions", "is no list of programs")
    return tuple(found)
