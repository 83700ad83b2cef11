"""Klear-Reasoner's code data (Suu/KlearReasoner-CodeSub-15K), which has code-r1's form.

verl rows; `reward_model.ground_truth` is JSON text of one of these:

    {"functional": code}               one test; a list of codes: each a test
    {"inputs": [...], "outputs": [...]} standard input and output
    {"pytest": code}                   a file that imports the answer as `solution`
    {"inputs_file", "outputs_file"}    UnsupportedForm: it names files of the authors' machine

`timeout` (seconds) becomes the limits. The authors sample `max_test_cases` anew for every
answer; here all tests run. They join lists of inputs by ", ", and so does this reader; outputs are
compared as by their `code_r1_compute.py`.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.functional import functional_test
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.kodcode import pytest_test
from trainer_client.datasets.messages import asked, ground_truth
from trainer_client.datasets.pairs import paired_tests
from trainer_client.datasets.preambles import COMMON, NODES
from trainer_client.types import Compare, Limits, Problem, Test

SEPARATOR = ", "


def item(fields: Fields) -> DatasetItem:
    truth = ground_truth(fields)
    timeout = truth.number_of("timeout", 0) or None
    functions = truth.has("functional") or truth.has("pytest")
    return DatasetItem(
        id=fields.identity("hash", "id"),
        prompt=asked(fields, "prompt"),
        problem=Problem(
            language="python",
            tests=_functions(truth) if functions else _paired(truth),
            limits=Limits(cpu_s=timeout, wall_s=timeout),
            compare=Compare(mode="klear"),
        ),
        prefix=COMMON + NODES if functions else "",
    )


def _functions(truth: Fields) -> list[Test]:
    if not truth.has("functional"):
        return [pytest_test(truth.text("pytest"))]
    published = truth.value("functional")
    codes = [published] if isinstance(published, str) else truth.texts("functional")
    if not codes:
        raise truth.malformed("functional", "has no test")
    return [functional_test(code) for code in codes]


def _paired(truth: Fields) -> list[Test]:
    if truth.has("inputs_file"):
        raise truth.unsupported("inputs_file", "tests in files beside the data set")
    return list(paired_tests(truth, SEPARATOR))
