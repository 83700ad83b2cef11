"""LiveCodeBench code generation (livecodebench/code_generation and _lite).

`public_test_cases` is JSON: a list of `input`, `output`, `testtype` (stdin or functional).
`private_test_cases` is the same, or base64 of zlib of a pickled string of it. Functional
tests call `metadata.func_name`; their inputs are JSON values, one a line. Outputs are compared as
the authors' `lcb_runner/evaluation/testing_util.py` does; returned values by `==`, as there.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from trainer_client.datasets.calling import JSON_VALUES, call_tests
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.messages import with_starter
from trainer_client.datasets.pairs import json_lines_call
from trainer_client.datasets.pickled import NotAString, pickled_string
from trainer_client.datasets.preambles import COMMON
from trainer_client.types import AssertTest, Compare, Problem, StdioTest

COMPARE = Compare(mode="livecodebench")
MOST_BYTES = 1 << 30  # of a row's private tests, unpacked


def item(fields: Fields) -> DatasetItem:
    cases = [*_cases(fields, "public_test_cases"), *_cases(fields, "private_test_cases")]
    return DatasetItem(
        id=fields.identity("question_id"),
        prompt=with_starter(fields.text("question_content"), fields.text("starter_code", "")),
        problem=Problem(language="python", tests=case_tests(fields, cases), compare=COMPARE),
        prefix=COMMON,
    )


def case_tests(fields: Fields, cases: list[Fields]) -> list[StdioTest | AssertTest]:
    """The tests of a list of cases; functional ones by the row's `metadata`."""
    kinds = {case.text("testtype") for case in cases}
    if kinds == {"stdin"}:
        return [StdioTest(stdin=case.text("input"), stdout=case.text("output")) for case in cases]
    if kinds != {"functional"}:
        raise fields.malformed("", f"has tests of the types {sorted(kinds)}")
    source = cases[0] if cases[0].has("metadata") else fields
    function = source.object("metadata").text("func_name")
    calls = [
        json_lines_call(case, ("input", "output"), (case.text("input"), case.text("output")))
        for case in cases
    ]
    return [call_tests(fields, "metadata.func_name", function, calls, JSON_VALUES)]


def _cases(fields: Fields, name: str) -> list[Fields]:
    found = fields.value(name)
    if isinstance(found, str):
        text = found if found.lstrip()[:1] in ("[", "") else _unpacked(fields, name, found)
        found = fields.parsed(text, name)
    if not isinstance(found, list):
        raise fields.malformed(name, "is no list of test cases")
    return [fields.inner(f"{name}[{index}]", each) for index, each in enumerate(found)]


def _unpacked(fields: Fields, name: str, text: str) -> str:
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise fields.malformed(name, f"is neither JSON nor packed: {error}") from error
    if not inflater.eof:
        raise fields.malformed(name, f"is cut, or has over {MOST_BYTES} bytes unpacked")
    try:
        return pickled_string(data)
    except NotAString as error:
        raise fields.malformed(name, f"is no pickled string: it {error}") from error
