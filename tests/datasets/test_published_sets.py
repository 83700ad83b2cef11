"""Real data sets, read whole; a sample of their solutions, judged."""

from __future__ import annotations

import re
from itertools import islice

import pytest

from service import wire
from tests.datasets.judging import Judge
from tests.datasets.published import data_file
from trainer_client.datasets import DatasetItem, MalformedRow, UnsupportedForm, form

SETS = {
    "humaneval.jsonl.gz": ("humaneval", 164),
    "mbpp.jsonl.gz": ("mbpp", 974),
    "leetcode-train.jsonl.gz": ("leetcode", 1754),
    "humaneval-x/python.jsonl.gz": ("humaneval-x", 164),
    "humaneval-x/cpp.jsonl.gz": ("humaneval-x", 164),
    "humaneval-x/js.jsonl.gz": ("humaneval-x", 164),
    "humaneval-x/go.jsonl.gz": ("humaneval-x", 164),
}
NOT_JUDGED = {"humaneval-x/js.jsonl.gz", "humaneval-x/go.jsonl.gz"}  # for want of the languages
JUDGED = [name for name in SETS if name not in NOT_JUDGED]
SAMPLE = 6

# Without the validators, which the packs here leave out.
CUSTOM = {
    *("kth2019/espressobucks", "kth2019/symmetricpolynomials", "kth2019/typecharts"),
    "kth2020/friendlyfire",
}


@pytest.mark.parametrize("name", SETS)
def test_every_row_makes_a_problem_of_the_wire(name: str) -> None:
    form_name, count = SETS[name]
    items = list(form(form_name).load(data_file(name)))
    assert len({item.id for item in items}) == count
    assert all(item.prompt and item.references for item in items)
    languages = {item.problem.language for item in items}
    for item in items if languages <= set(wire.Language) else ():
        wire.Problem.model_validate(item.problem.model_dump())


@pytest.mark.parametrize("name", JUDGED)
def test_published_solutions_pass_and_others_do_not(judge: Judge, name: str) -> None:
    form_name, count = SETS[name]
    items = form(form_name).load(data_file(name))
    for item in islice(items, 0, count, count // SAMPLE):
        assert judge.passes(item, item.references[0]), item.id
        assert not judge.passes(item, gutted(item)), item.id


def gutted(item: DatasetItem) -> str:
    """An answer that compiles and does nothing."""
    if item.problem.language == "cpp":
        return "throw 1; }"
    return "    pass\n" if item.prefix == item.prompt else "pass"


def test_go_rows_are_whole_without_what_the_hub_leaves_out() -> None:
    go = form("humaneval-x")
    rows = list(go.open(data_file("humaneval-x/go.jsonl.gz")))
    for row in rows:
        lean = {key: value for key, value in row.items() if key not in ("import", "test_setup")}
        whole, less = go.item(row), go.item(lean)
        assert imported(less.prefix) == imported(whole.prefix)
        assert less.prefix.endswith(row["prompt"].removeprefix(row["import"]).lstrip())
        assert less.problem == whole.problem


def imported(go: str) -> set[str]:
    return set(re.findall(r'^(?:import|   ) "(.+)"$', go, re.MULTILINE))


def test_rust_rows_without_a_test_are_malformed() -> None:
    """Rust/32 was published with its only test commented out."""
    rust = form("humaneval-x")
    refused = []
    for number, row in enumerate(rust.open(data_file("humaneval-x/rust.jsonl.gz")), start=1):
        try:
            assert rust.item(row, number).references
        except MalformedRow as error:
            refused.append((row["task_id"], error.field))
    assert refused == [("Rust/32", "test")]


@pytest.mark.parametrize("contest", ["kth2019", "kth2020"])
def test_kattis_packages_are_read_or_say_what_is_missing(contest: str) -> None:
    kattis = form("kattis")
    reasons: dict[str, str] = {}
    for row in kattis.open(data_file(f"kattis/{contest}.tar.gz")):
        try:
            item = kattis.item(row)
        except UnsupportedForm as error:
            reasons[row["name"]] = error.problem
        else:
            pairs = [name for name in row["files"] if name.endswith(".ans")]
            assert len(item.problem.tests or ()) == len(pairs)
            assert item.problem.compare.mode == "kattis"
    assert reasons == {
        name: "output validators of 0 programs" for name in CUSTOM if name.startswith(contest)
    }
