"""A problem package as a problem.

Every pair of .in and .ans is a test of the same weight, samples first, named by its path below
`data`. The default validator is the comparison `kattis` with its flags; a validator of the
package's own is a checker, or an interactor where the problem is interactive. Test data groups of
scoring problems are groups. Multi-pass problems, tests with files or arguments, and what the
modules here say are UnsupportedForm.

Limits are taken where the package states them; a legacy one states its time in .timelimit, if at
all. `references` are the accepted submissions in Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.folders import Folder
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.kattis.flags import BadFlags, comparison
from trainer_client.datasets.kattis.packages import ACCEPTED, TIME_LIMIT
from trainer_client.datasets.kattis.scoring import Scores, scores
from trainer_client.datasets.kattis.settings import (
    GROUP_FILES,
    Settings,
    read_settings,
    yaml_of,
)
from trainer_client.datasets.kattis.validators import validator
from trainer_client.types import Checker, Interactor, Limits, Problem, StdioTest

STATEMENT = re.compile(r"(problem_statement|statement)/problem(\.en)?\.(md|tex)")
_POINTS = re.compile(r"score", re.IGNORECASE)


def item(fields: Fields) -> DatasetItem:
    folder = Folder(fields)
    settings = read_settings(folder)
    _refuse_arguments(folder, settings)
    names = list(_pairs(folder))
    if not names:
        raise fields.malformed("files", "has no test data")
    found = scores(settings, names) if settings.scoring else Scores({}, 1.0)
    return DatasetItem(
        id=folder.name,
        prompt=_statement(folder),
        problem=Problem(
            language="python",
            tests=[_test(folder, name, found.group_of(name)) for name in names],
            limits=_limits(folder, settings.problem),
            groups=found.groups,
            **_judge(settings, found),
        ),
        references=tuple(
            folder.text(name) for name in folder.below(ACCEPTED) if name.endswith(".py")
        ),
    )


def _judge(settings: Settings, found: Scores) -> dict[str, Any]:
    """The field of the problem that says what judges an output."""
    flags = settings.validator_flags()
    if not settings.custom:
        try:
            return {"compare": comparison(flags)}
        except BadFlags as error:
            raise settings.problem.malformed("validator_flags", str(error)) from error
    fields = validator(settings.folder, flags, found.points or 1.0)
    if found.points is None and settings.gives_points and _POINTS.search(fields["source"]):
        raise settings.problem.unsupported("type", "points out of maxima that differ")
    if settings.interactive:
        return {"interactor": Interactor(**fields)}
    return {"checker": Checker(**fields)}


def _limits(folder: Folder, problem: Fields) -> Limits:
    limits = problem.object("limits") if problem.has("limits") else folder.inner("", {})
    cpu_s = limits.number_of("time_limit", 0)
    if folder.has(TIME_LIMIT):
        try:
            cpu_s = float(folder.text(TIME_LIMIT))
        except ValueError as error:
            raise folder.fields.malformed(f"files[{TIME_LIMIT}]", "is no number") from error
    return Limits(
        cpu_s=cpu_s or None,
        memory_mb=int(limits.number_of("memory", 0)) or None,
        output_kb=int(limits.number_of("output", 0) * 1024) or None,
    )


def _pairs(folder: Folder) -> Iterator[str]:
    """The tests' names."""
    for name in (*folder.below("data/sample"), *folder.below("data/secret")):
        if name.endswith(".in"):
            yield name.removeprefix("data/").removesuffix(".in")


def _refuse_arguments(folder: Folder, settings: Settings) -> None:
    """Of newer formats: files and arguments for the program, or for the validator of one test."""
    own = {
        name: yaml_of(folder, name)
        for name in folder.below("data")
        if name.endswith(".yaml") and PurePosixPath(name).name not in GROUP_FILES
    }
    refused = [name for name, each in own.items() if each.has("output_validator_args")]
    refused += [name for name, each in {**own, **settings.groups}.items() if each.has("args")]
    refused += [name for name in folder.below("data") if ".files/" in name]
    if refused:
        what = "tests with files or arguments of their own"
        raise folder.fields.unsupported(f"files[{refused[0]}]", what)


def _test(folder: Folder, name: str, group: str | None) -> StdioTest:
    stdin, stdout = folder.text(f"data/{name}.in"), folder.text(f"data/{name}.ans")
    return StdioTest(name=name, stdin=stdin, stdout=stdout, group=group)


def _statement(folder: Folder) -> str:
    """The English statement's source; "" where the package has none."""
    found = sorted(name for name in folder.names if STATEMENT.fullmatch(name))
    return folder.text(found[0]) if found else ""
