"""A problem package as a problem.

Every pair of .in and .ans is a test of the same weight, samples first, named by its path
below `data`. Custom validators, interactive problems and scoring are UnsupportedForm, and so
are comparisons that the service does not have: numbers within a tolerance, and words in
either case, which the default validator allows wherever an answer has letters.

Limits are taken where problem.yaml states them; a legacy package states no time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from trainer_client.datasets.errors import MissingPackage
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.kattis.flags import (
    BadFlags,
    NoSuchComparison,
    comparison,
    parse_flags,
)
from trainer_client.datasets.kattis.packages import FOLDERS, MARK, VALIDATOR
from trainer_client.types import Compare, Limits, Problem, StdioTest

GROUP_FILES = ("testdata.yaml", "test_group.yaml")
STATEMENT = re.compile(r"(problem_statement|statement)/problem(\.en)?\.(md|tex)")
_LETTERS = re.compile("[A-Za-z]")

Files = Mapping[str, bytes]


def item(fields: Fields) -> DatasetItem:
    files: Files = fields.value("files")
    if not isinstance(files, Mapping):
        raise fields.malformed("files", "is no mapping of names to contents")
    settings = _yaml(fields, files, MARK)
    _refuse_other_kinds(settings, files)
    tests = list(_tests(fields, files))
    if not tests:
        raise fields.malformed("files", "has no test data")
    return DatasetItem(
        id=fields.identity("name"),
        prompt=_statement(fields, files),
        problem=Problem(
            language="python",
            tests=list(tests),
            limits=_limits(settings),
            compare=_compare(fields, settings, files, tests),
        ),
        references=tuple(
            _text(fields, files, name)
            for name in sorted(files)
            if name.startswith(f"{FOLDERS[-1]}/") and name.endswith(".py")
        ),
    )


# --- problem.yaml -----------------------------------------------------------------------


def _yaml(fields: Fields, files: Files, name: str) -> Fields:
    """The mapping in a YAML file; an empty one where the file is empty."""
    try:
        yaml: Any = importlib.import_module("yaml")
    except ImportError as error:
        raise MissingPackage("reading Kattis packages needs PyYAML (pip install pyyaml)") from error
    try:
        found = yaml.safe_load(_text(fields, files, name))
    except yaml.YAMLError as error:
        raise fields.malformed(f"files[{name}]", f"is no YAML: {error}") from error
    return fields.inner(f"files[{name}]", {} if found is None else found)


def _refuse_other_kinds(settings: Fields, files: Files) -> None:
    kinds = settings.value("type") if settings.has("type") else "pass-fail"
    for kind in [kinds] if isinstance(kinds, str) else settings.texts("type"):
        if kind != "pass-fail":
            raise settings.unsupported("type", f"problems of the type {kind}")
    validation = settings.text("validation", "default")
    if validation != "default":
        raise settings.unsupported("validation", f"output validators of the package ({validation})")
    legacy = settings.text("problem_format_version", "legacy") == "legacy"
    if not legacy and any(name.startswith(f"{VALIDATOR}/") for name in files):
        raise settings.unsupported("", "output validators of the package")


def _limits(settings: Fields) -> Limits:
    if not settings.has("limits"):
        return Limits()
    limits = settings.object("limits")
    output_mb = limits.number_of("output", 0)
    return Limits(
        cpu_s=limits.number_of("time_limit", 0) or None,
        memory_mb=int(limits.number_of("memory", 0)) or None,
        output_kb=int(output_mb * 1024) or None,
    )


def _compare(fields: Fields, settings: Fields, files: Files, tests: list[StdioTest]) -> Compare:
    """The comparison by the flags of the problem and, the same for all, of its groups."""
    common = settings.text("validator_flags", "")
    groups = {_group_flags(fields, files, name) for name in files if _is_group(name)} - {""}
    if len(groups) > 1:
        raise fields.unsupported("files", "validator flags that differ between test groups")
    letters = any(_LETTERS.search(test.stdout) for test in tests)
    try:
        return comparison(parse_flags(" ".join([common, *groups])), letters)
    except BadFlags as error:
        raise settings.malformed("validator_flags", str(error)) from error
    except NoSuchComparison as error:
        raise settings.unsupported("validator_flags", f"comparing {error}") from error


def _is_group(name: str) -> bool:
    return PurePosixPath(name).name in GROUP_FILES


def _group_flags(fields: Fields, files: Files, name: str) -> str:
    group = _yaml(fields, files, name)
    return group.text("output_validator_flags", "").strip()


# --- files ------------------------------------------------------------------------------


def _tests(fields: Fields, files: Files) -> Iterator[StdioTest]:
    for folder in ("data/sample/", "data/secret/"):
        for name in sorted(files):
            if name.startswith(folder) and name.endswith(".in"):
                base = name.removesuffix(".in")
                yield StdioTest(
                    name=base.removeprefix("data/"),
                    stdin=_text(fields, files, name),
                    stdout=_text(fields, files, f"{base}.ans"),
                )


def _text(fields: Fields, files: Files, name: str) -> str:
    if name not in files:
        raise fields.malformed(f"files[{name}]", "is missing")
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise fields.unsupported(f"files[{name}]", "data that is not UTF-8") from error


def _statement(fields: Fields, files: Files) -> str:
    """The English statement's source; "" where the package has none."""
    found = sorted(name for name in files if STATEMENT.fullmatch(name))
    return _text(fields, files, found[0]) if found else ""
