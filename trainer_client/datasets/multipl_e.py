"""MultiPL-E (nuprl/MultiPL-E): `name`, `language`, `prompt`, `tests`; an answer continues the
prompt, a new line and the tests follow.

An answer ends before the first of `stop_tokens`, and often the tests begin with the brace
that closes it. Tests of Python stay apart from the program; the others stand behind it, in
the same process (`isolation: shared`), and the program must end with status 0. Languages
whose tests do not say by the exit status whether they pass, and those that the service has
no name for, are UnsupportedForm. Lua needs luaunit, Ruby test-unit, Java javatuples.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.go_tests import with_main
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.languages import language_of
from trainer_client.types import AssertTest, Problem

_PACKAGE = re.compile(r"^package \w+", re.MULTILINE)
_JAVA_MAIN = re.compile(r"public static void main\(String\[\] args\) \{")
_JAVA_GUARD = """
        boolean enabled = false;
        assert enabled = true;
        if (!enabled) throw new Error("assertions are off: run java with -ea");"""


def item(fields: Fields) -> DatasetItem:
    language = language_of(fields, "language", fields.text("language"))
    prompt, tests = fields.text("prompt"), fields.text("tests")
    change = _CHANGES.get(language)
    prefix, check = change(fields, prompt, tests) if change else (prompt, tests)
    return DatasetItem(
        id=fields.identity("name"),
        prompt=prompt,
        problem=Problem(
            language=language,
            tests=[AssertTest(check=check)],
            isolation="separate" if language == "python" else "shared",
        ),
        prefix=prefix,
    )


def _go(fields: Fields, prompt: str, tests: str) -> tuple[str, str]:
    """As a program instead of a test file."""
    return _PACKAGE.sub("package main", prompt, count=1), with_main(fields, "tests", tests)


def _java(fields: Fields, prompt: str, tests: str) -> tuple[str, str]:
    """With a guard, since without -ea every assertion would hold."""
    guarded, found = _JAVA_MAIN.subn(lambda main: main.group() + _JAVA_GUARD, tests, count=1)
    if not found:
        raise fields.malformed("tests", "has no main method")
    return prompt, guarded


def _csharp(fields: Fields, prompt: str, tests: str) -> tuple[str, str]:
    raise fields.unsupported("language", "tests by Debug.Assert, which sets no exit status")


_CHANGES: dict[str, Callable[[Fields, str, str], tuple[str, str]]] = {
    "csharp": _csharp,
    "go": _go,
    "java": _java,
}
