"""Codeforces problems of open-r1 (open-r1/codeforces, all its subsets): `official_tests` of `input`
and `output`, `time_limit` in seconds, `memory_limit` in MB, `generated_checker`, `input_mode`.

Where a row has a checker, a Python program, it judges. Otherwise words are compared, as by
open-r1's `cf_code_reward`, to which yes and no have no case: here no word has, where an answer has
one of these. Interactive problems and those that read files are UnsupportedForm. Tests that open-r1
keeps apart from the rows (`generated_tests`) are not read; rows without others are malformed.
"""

from __future__ import annotations

import re

from trainer_client.datasets.checks import checker as check
from trainer_client.datasets.checks import source_of
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.languages import language_of
from trainer_client.types import Checker, Compare, Limits, Problem, StdioTest

PARTS = {  # of the statement, with their headings
    "description": "",
    "input_format": "Input",
    "output_format": "Output",
    "note": "Note",
}
_YES_NO = re.compile(r"\b(yes|no)\b", re.IGNORECASE)


def item(fields: Fields) -> DatasetItem:
    if fields.text("interaction_format", ""):
        raise fields.unsupported("interaction_format", "interactors that the row does not have")
    if fields.text("input_mode", "stdio") != "stdio":
        raise fields.unsupported("input_mode", "programs that read or write named files")
    tests = [_test(each) for each in fields.objects("official_tests")]
    if not tests:
        raise fields.malformed("official_tests", "has no test")
    language = fields.text("language", "python")
    yes_no = any(_YES_NO.search(test.stdout) for test in tests)
    return DatasetItem(
        id=fields.identity("id"),
        prompt=fields.text("prompt") if fields.has("prompt") else _statement(fields),
        problem=Problem(
            language=language_of(fields, "language", language),
            tests=list(tests),
            limits=Limits(
                cpu_s=fields.number_of("time_limit", 0) or None,
                memory_mb=int(fields.number_of("memory_limit", 0)) or None,
            ),
            compare=Compare(mode="tokens", ignore_case=yes_no),
            checker=_checker(fields.text("generated_checker", "")),
        ),
    )


def _test(pair: Fields) -> StdioTest:
    return StdioTest(stdin=pair.text("input").replace("\r\n", "\n"), stdout=pair.text("output"))


def _checker(source: str) -> Checker | None:
    if not source.strip():
        return None
    text = source_of(check).replace('SOURCE = ""', f"SOURCE = {source!r}", 1)
    args = ["{input}", "{answer}", "{output}"]
    return Checker(language="python", source=text, protocol="prints", args=args)


def _statement(fields: Fields) -> str:
    texts = [
        f"{heading}\n\n{fields.text(name)}" if heading else fields.text(name)
        for name, heading in PARTS.items()
        if fields.text(name, "")
    ]
    examples = list(fields.objects("examples")) if fields.has("examples") else []
    texts += [
        f"Example input\n\n{each.text('input')}\n\nExample output\n\n{each.text('output')}"
        for each in examples
    ]
    return "\n\n".join(texts)
