"""open-r1's verifiable problems (open-r1/verifiable-coding-problems-python and kin, made of
PrimeIntellect/verifiable-coding-problems): `problem_statement` (`prompt` in the original),
`gold_standard_solution`, and

    verification_info: {"language", "test_cases": [{"type", "input", "output", "fn_name"}]}

with `type` stdin_stdout or function_call. The original has `verification_info` as text, of
JSON or of a Python literal.

open-r1's `code_reward` compares stripped lines, and no more of them than the shorter text has. Here
all lines count; the comparison is LiveCodeBench's, which strips lines too and takes equal decimals.
"""

from __future__ import annotations

import ast
from typing import Any

from trainer_client.datasets.calling import APPS, Call, call_tests
from trainer_client.datasets.decoding import NotJson, decode_json
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.languages import language_of
from trainer_client.datasets.livecodebench import COMPARE
from trainer_client.datasets.messages import unfenced
from trainer_client.datasets.pairs import call_of
from trainer_client.datasets.stdio import stdio_test
from trainer_client.types import Problem, Test

NAMES = ("input", "output")


def item(fields: Fields) -> DatasetItem:
    info = fields.inner("verification_info", _info(fields))
    cases = list(info.objects("test_cases"))
    statement = "problem_statement" if fields.has("problem_statement") else "prompt"
    return DatasetItem(
        id=fields.identity("problem_id"),
        prompt=fields.text(statement),
        problem=Problem(
            language=language_of(info, "language", info.text("language")),
            tests=typed_tests(info, cases),
            compare=COMPARE,
        ),
        references=_references(fields),
    )


def typed_tests(fields: Fields, cases: list[Fields]) -> list[Test]:
    """The tests of cases that have a `type`; without it, `fn_name` tells calls."""
    if not cases:
        raise fields.malformed("test_cases", "has no test")
    tests: list[Test] = []
    calls: dict[str, list[Call]] = {}
    for case in cases:
        pair = (case.value("input"), case.value("output"))
        kind = case.text("type", "function_call" if case.has("fn_name") else "stdin_stdout")
        if kind == "stdin_stdout":
            tests.append(stdio_test(case, NAMES, pair))
        elif kind == "function_call":
            calls.setdefault(case.text("fn_name"), []).append(_call(case, pair))
        else:
            raise case.unsupported("type", f"tests of the type {kind!r}")
    made = [call_tests(fields, "fn_name", name, each, APPS) for name, each in calls.items()]
    return [*tests, *made]


def _call(case: Fields, pair: tuple[Any, Any]) -> Call:
    """A call whose arguments are a list, as such or as JSON text of one line."""
    given, expected = pair
    if isinstance(given, str) and given.lstrip().startswith("[") and "\n" not in given.strip():
        given = case.parsed(given, "input")
        expected = case.decoded("output")
    return call_of(case, NAMES, (given, expected))


def _info(fields: Fields) -> Any:
    found = fields.value("verification_info")
    if not isinstance(found, str):
        return found
    try:
        return decode_json(found)
    except NotJson:
        pass
    try:
        return ast.literal_eval(found)
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise fields.malformed("verification_info", "is neither JSON nor a literal") from error


def _references(fields: Fields) -> tuple[str, ...]:
    source = unfenced(fields.text("gold_standard_solution", ""))
    return (source,) if source.strip() else ()
