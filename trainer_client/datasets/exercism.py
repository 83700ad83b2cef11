"""Exercism's Python exercises (exercism/python): a directory with `.meta/config.json`, which
names the solution's file, the test files and the example; statements in `.docs`.

Tests are pytest or unittest files that import the solution as a module. Those in `SHARED` use
what no proxy can express, so they run in the program's own process (`isolation: shared`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from trainer_client.datasets.fields import Fields, Row
from trainer_client.datasets.folders import Folder, open_folders
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.messages import with_starter
from trainer_client.types import Problem, PytestTest

MARK = ".meta/config.json"
_MODULE = re.compile(r"\w+\.py")
STATEMENTS = ("introduction", "instructions", "instructions.append")

SHARED = {
    "clock": "adds numbers to the program's objects",
    "complex-numbers": "adds numbers to the program's objects",
    "error-handling": "has the program enter a context of the test's",
    "grep": "replaces the program's `open`",
    "paasio": "derives classes from the program's, and replaces its superclass",
    "rational-numbers": "divides numbers by the program's objects",
}


def open_exercises(path: str | Path) -> Iterator[Row]:
    """The exercises of a directory or a tar archive. Raises OSError and UnreadableFile."""
    return open_folders(path, MARK)


def item(fields: Fields) -> DatasetItem:
    folder = Folder(fields)
    name = PurePosixPath(folder.name).name
    config = folder.inner(MARK, fields.parsed(folder.text(MARK), f"files[{MARK}]")).object("files")
    solutions = config.texts("solution")
    if len(solutions) != 1:
        raise config.unsupported("solution", f"solutions of {len(solutions)} files")
    # The test files, and what they import: some configurations leave helpers out.
    names = {*config.texts("test"), *(name for name in folder.names if _MODULE.fullmatch(name))}
    tests = {name: folder.text(name) for name in sorted(names - {*solutions})}
    example = next((kind for kind in ("example", "exemplar") if config.has(kind)), None)
    return DatasetItem(
        id=name,
        prompt=_statement(folder, solutions[0]),
        problem=Problem(
            language="python",
            tests=[PytestTest(module=PurePosixPath(solutions[0]).stem, files=tests)],
            isolation="shared" if name in SHARED else "separate",
        ),
        references=tuple(folder.text(each) for each in (config.texts(example) if example else ())),
    )


def _statement(folder: Folder, stub: str) -> str:
    """The texts of the exercise, and the code that an answer begins with."""
    names = [f".docs/{name}.md" for name in STATEMENTS]
    texts = [folder.text(name).strip() for name in names if folder.has(name)]
    return with_starter("\n\n".join(texts), folder.text(stub, ""))
