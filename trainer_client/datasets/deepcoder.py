"""rllm's code data (agentica-org/DeepCoder-Preview-Dataset and rllm/data), raw or in verl's
form: `problem` (or `prompt` of messages), `solutions`, `starter_code`, `metadata` and `tests`
(or `reward_model.ground_truth`), as such or as JSON text. The tests are one of

    [{"input", "output", "testtype", "metadata"}]       LiveCodeBench
    [{"input", "output", "type", "fn_name"}]            PrimeIntellect
    [{"input", "output"}]                               Codeforces
    {"inputs": [...], "outputs": [...], "fn_name"}      TACO, APPS, CodeContests
    {"functional": code}                                LeetCode
    code that defines and calls `check`                 HumanEval+
    code with functions `test_...`                      KodCode

Unlike its authors' harness, which runs the 15 longest, all tests run. Outputs of LiveCodeBench's
tests are compared as LiveCodeBench does, all others as TACO does. The authors' copy of the latter
takes any word for any other where neither is a number; that is not followed.
"""

from __future__ import annotations

import re
from typing import Any

from trainer_client.datasets.decoding import NotJson, decode_json
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.functional import functional_test
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.kodcode import pytest_test
from trainer_client.datasets.livecodebench import COMPARE, case_tests
from trainer_client.datasets.messages import asked, unfenced, with_starter
from trainer_client.datasets.open_r1 import typed_tests
from trainer_client.datasets.pairs import paired_tests
from trainer_client.datasets.preambles import COMMON, LEETCODE, NODES
from trainer_client.types import AssertTest, Compare, Problem, Test

_IMPORTS = "from solution import *"  # the authors have tests and answer in one file
_PYTEST = re.compile(r"^(async )?def test_|^import pytest|^from solution import", re.MULTILINE)


def item(fields: Fields) -> DatasetItem:
    holder, name = fields, "tests"
    if fields.has("reward_model"):
        holder, name = fields.object("reward_model"), "ground_truth"
    published = _published(holder, name)
    leetcode = isinstance(published, dict) and "functional" in published
    statement = next((each for each in ("problem", "question") if fields.has(each)), "prompt")
    return DatasetItem(
        id=fields.identity("uid", "id"),
        prompt=with_starter(asked(fields, statement), fields.text("starter_code", "")),
        problem=Problem(
            language="python",
            tests=_tests(fields, holder, name, published),
            compare=COMPARE if _has_test_types(published) else Compare(mode="taco"),
        ),
        prefix=LEETCODE + NODES if leetcode else COMMON,
        references=_solutions(fields),
    )


def _has_test_types(published: Any) -> bool:
    """Whether the tests are LiveCodeBench's."""
    first = published[0] if isinstance(published, list) and published else None
    return isinstance(first, dict) and first.get("testtype") is not None


def _published(holder: Fields, name: str) -> Any:
    """The tests: JSON where they are, else the text."""
    found = holder.value(name)
    if not isinstance(found, str):
        return found
    try:
        return decode_json(found)
    except NotJson:
        return found


def _tests(fields: Fields, holder: Fields, name: str, published: Any) -> list[Test]:
    if isinstance(published, str):
        if _PYTEST.search(published):
            return [pytest_test(f"{_IMPORTS}\n{published}")]
        return [AssertTest(check=published)]
    if isinstance(published, dict):
        tests = holder.inner(name, published)
        if tests.has("functional"):
            return [functional_test(tests.text("functional"))]
        return list(paired_tests(tests))
    if not isinstance(published, list) or not published:
        raise holder.malformed(name, "holds no tests in a form of rllm's")
    cases = [holder.inner(f"{name}[{index}]", each) for index, each in enumerate(published)]
    if _has_test_types(published):
        return list(case_tests(fields, cases))
    return typed_tests(fields, cases)


def _solutions(fields: Fields) -> tuple[str, ...]:
    """Published solutions: one program or a list, plain or as fenced code."""
    if not fields.has("solutions"):
        return ()
    published = fields.value("solutions")
    found = [published] if isinstance(published, str) else fields.texts("solutions")
    return tuple(unfenced(each) for each in found)
