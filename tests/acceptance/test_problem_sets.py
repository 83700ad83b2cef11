"""Published solutions score 1, broken ones less."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from tests.acceptance.conftest import items
from tests.acceptance.mutants import variants
from tests.datasets.published import data_file
from trainer_client import AssertTest, Limits, Result, RewardClient, Submission
from trainer_client.datasets import DatasetItem, MalformedRow, form, open_rows

PYTHON = str(Path(sys.executable).resolve())
VARIANTS = 6  # of a solution, of which the first that the published check rejects is used
PATIENCE_S = 5.0

# Rows whose published solution does not pass its own test, and why.
DEFECTIVE = {
    "Go/95": "reads a map in Go's random order and stops at the first key",
    "JavaScript/112": "its test compares arrays, which are never equal; Node only prints that",
    "JavaScript/155": "the same",
    "JavaScript/162": "needs the package js-md5",
    "Rust/32": "its only test is commented out",
    "Rust/50": "calls rand as of version 0.7; Debian packages 0.8",
}


def score(client: RewardClient, programs: Iterable[tuple[DatasetItem, str]]) -> list[Result]:
    """The results of one program an item."""
    pairs = list(programs)
    problems = {item.id: item.problem for item, _ in pairs}
    submissions = [Submission(id=item.id, problem=item.id, code=code) for item, code in pairs]
    return list(client.score_batch(problems, submissions, deadline_s=1800))


def score_references(client: RewardClient, found: list[DatasetItem]) -> list[str]:
    """What is wrong with the published solutions, a line each; every one is scored."""
    results = score(client, ((item, item.program(item.references[0])) for item in found))
    assert len(results) == len(found)
    return [
        f"{r.id}: {r.reward} {r.reason} {r.compile} {[t for t in r.tests if t.verdict != 'passed']}"
        for r in results
        if r.reward != 1.0
    ]


def quick(item: DatasetItem) -> DatasetItem:
    """The item with limits that a broken variant soon meets."""
    problem = item.problem.model_copy(update={"limits": Limits(cpu_s=3, wall_s=6)})
    return DatasetItem(item.id, item.prompt, problem, item.prefix, item.suffix, item.references)


def broken(item: DatasetItem) -> str | None:
    """A variant of the published solution that its check rejects in a plain interpreter."""
    test = (item.problem.tests or [])[0]
    assert isinstance(test, AssertTest)
    for variant in islice(variants(item.program(item.references[0])), VARIANTS):
        try:
            done = subprocess.run(
                [PYTHON, "-I", "-c", f"{variant}\n{test.check}\ncheck({test.entry_point})\n"],
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return variant
        if done.returncode != 0:
            return variant
    return None


def test_human_eval(client: RewardClient) -> None:
    found = items("humaneval", "humaneval.jsonl.gz")
    assert len(found) == 164
    assert score_references(client, found) == []


def test_broken_human_eval_solutions_score_less(client: RewardClient) -> None:
    found = [quick(item) for item in items("humaneval", "humaneval.jsonl.gz")]
    with ThreadPoolExecutor(2) as pool:
        programs = list(zip(found, pool.map(broken, found), strict=True))
    assert [item.id for item, program in programs if program is None] == []
    results = score(client, ((item, program or "") for item, program in programs))
    assert [r.id for r in results if r.reward is None or r.reward >= 1.0] == []


def test_mbpp(client: RewardClient) -> None:
    found = items("mbpp", "mbpp.jsonl.gz")
    assert len(found) == 974
    assert score_references(client, found) == []


@pytest.mark.docker  # three rows in C++ need Boost or OpenSSL, which the sandbox image has
@pytest.mark.parametrize(
    ("language", "file"),
    [
        ("python", "python"),
        ("cpp", "cpp"),
        ("javascript", "js"),
        ("go", "go"),
        ("rust", "rust"),
    ],
)
def test_human_eval_x(client: RewardClient, languages: set[str], language: str, file: str) -> None:
    if language not in languages:
        pytest.skip(f"{language} is not in this image; SOFTJUDGE_LANGUAGES=full builds all")
    rows = list(open_rows(data_file(f"humaneval-x/{file}.jsonl.gz")))
    readable, failed = [], set()
    for number, row in enumerate(rows, 1):
        try:
            readable.append(form("humaneval-x").item(row, number))
        except MalformedRow:
            failed.add(row["task_id"])
    results = score(client, ((item, item.program(item.references[0])) for item in readable))
    failed |= {result.id for result in results if result.reward != 1.0}
    print(f"{language}: {len(rows) - len(failed)} of {len(rows)} pass, not", *sorted(failed))
    assert len(rows) == 164
    assert failed <= DEFECTIVE.keys()


def test_leetcode(client: RewardClient) -> None:
    found = items("leetcode", "leetcode-train.jsonl.gz")
    assert len(found) == 1754
    assert score_references(client, found) == []
