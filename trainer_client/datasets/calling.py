"""Published calls (arguments and the value to be returned) as tests.

The authors' harnesses compare with Python's `==`, accept tuples for lists, find the function
in a class `Solution` if the program has one, and some take a list of one item for the item.
A `call` test is stricter on purpose, so these calls become assertions: the check's own
process compares, by `checks.calls`.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from trainer_client.datasets.checks import calls as check
from trainer_client.datasets.checks import source_of
from trainer_client.datasets.decoding import holds_long_integer
from trainer_client.datasets.fields import Fields
from trainer_client.types import AssertTest


@dataclass(frozen=True, slots=True)
class Call:
    """One published call: JSON values, and where in the row they stand."""

    arguments: list[Any]
    expected: Any
    field: str


@dataclass(frozen=True, slots=True)
class Convention:
    """What the authors of a form take for granted.

    wrapped: an expected list of one item may stand for that item.
    int_keys: objects stand for dicts with integer keys where the keys allow it.
    """

    wrapped: bool = False
    int_keys: bool = False


JSON_VALUES = Convention()
APPS = Convention(wrapped=True, int_keys=True)


def call_tests(
    fields: Fields, name: str, function: str, calls: Iterable[Call], convention: Convention
) -> AssertTest:
    """The calls of `function`, each a test of its own. `name`: the field that named it."""
    if not function.isidentifier() or keyword.iskeyword(function):
        raise fields.malformed(name, f"{function!r} is no function's name")
    if function in vars(check):
        raise fields.unsupported(name, f"a function {function}, which the check has too")
    target = f"(Solution().{function} if is_defined(lambda: Solution) else {function})"
    statements = [_statement(fields, target, call, convention) for call in calls]
    if not statements:
        raise fields.malformed("", "has no test")
    return AssertTest(asserts=statements, setup=source_of(check))


def _statement(fields: Fields, target: str, call: Call, convention: Convention) -> str:
    given = repr(_text(fields, call.arguments, call.field))
    wanted = repr(_text(fields, call.expected, call.field))
    if convention.int_keys:
        given += ", int_keys=True"
    if convention.wrapped:
        wanted += ", wrapped=True"
    return f"assert agrees_with({target}(*call_arguments({given})), {wanted})"


def _text(fields: Fields, value: Any, field: str) -> str:
    if holds_long_integer(value):
        raise fields.unsupported(field, "holds an integer too long for a call's argument")
    try:
        return json.dumps(value, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise fields.malformed(field, f"is no JSON value: {error}") from error
