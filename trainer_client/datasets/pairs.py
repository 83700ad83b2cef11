"""The form that APPS began: `{"inputs": [...], "outputs": [...], "fn_name": ...}`.

Without `fn_name` each pair is standard input and output, a string or a list of lines. With
it, each input is a call's arguments: a list of them, or (PRIME, LiveCodeBench) text with one
JSON value a line, in which case the output is JSON text too.
"""

from __future__ import annotations

from typing import Any

from trainer_client.datasets.calling import APPS, Call, call_tests
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.stdio import stdio_test
from trainer_client.types import AssertTest, StdioTest


def paired_tests(fields: Fields, separator: str = "\n") -> list[StdioTest | AssertTest]:
    """The tests of an object of this form. `separator` joins lists of lines."""
    inputs, outputs = fields.items("inputs"), fields.items("outputs")
    if len(inputs) != len(outputs):
        problem = f"has {len(outputs)} items for {len(inputs)} inputs"
        raise fields.malformed("outputs", problem)
    if not inputs:
        raise fields.malformed("inputs", "has no test")
    if fields.has("fn_name"):
        calls = [
            call_of(fields, (f"inputs[{index}]", f"outputs[{index}]"), pair)
            for index, pair in enumerate(zip(inputs, outputs, strict=True))
        ]
        return [call_tests(fields, "fn_name", fields.text("fn_name"), calls, APPS)]
    return [
        stdio_test(fields, (f"inputs[{index}]", f"outputs[{index}]"), pair, separator)
        for index, pair in enumerate(zip(inputs, outputs, strict=True))
    ]


def call_of(fields: Fields, names: tuple[str, str], values: tuple[Any, Any]) -> Call:
    """The call of an input and an output, which the two named fields hold."""
    given, expected = values
    if isinstance(given, str):
        return json_lines_call(fields, names, (given, expected))
    if not isinstance(given, list):
        raise fields.malformed(names[0], "is no list of arguments")
    return Call(given, expected, names[0])


def json_lines_call(fields: Fields, names: tuple[str, str], values: tuple[str, Any]) -> Call:
    """The call whose arguments are JSON values, one a line."""
    given, expected = values
    arguments = [fields.parsed(line, names[0]) for line in given.split("\n")]
    if isinstance(expected, str):
        expected = fields.parsed(expected, names[1])
    return Call(arguments, expected, names[0])
