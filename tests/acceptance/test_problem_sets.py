"""Published solutions score 1, broken ones less: HumanEval, MBPP, HumanEval-X in C++."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import rows
from tests.acceptance.mutants import variants
from trainer_client import AssertTest, Limits, Problem, Result, RewardClient, Submission

PYTHON = str(Path(sys.executable).resolve())
VARIANTS = 6  # of a solution, of which the first that HumanEval's own check rejects is used
PATIENCE_S = 5.0


def score(client: RewardClient, problems: dict[str, Problem], code: dict[str, str]) -> list[Result]:
    """The results of one program a problem."""
    submissions = [Submission(id=name, problem=name, code=text) for name, text in code.items()]
    return list(client.score_batch(problems, submissions, deadline_s=900))


def failures(results: list[Result]) -> list[str]:
    return [
        f"{r.id}: {r.reward} {r.reason} {r.compile} {[t for t in r.tests if t.verdict != 'passed']}"
        for r in results
        if r.reward != 1.0
    ]


def human_eval() -> dict[str, tuple[Problem, dict[str, Any]]]:
    return {
        row["task_id"]: (
            Problem(
                language="python",
                tests=[AssertTest(entry_point=row["entry_point"], check=row["test"])],
                limits=Limits(cpu_s=3, wall_s=6),
            ),
            row,
        )
        for row in rows("humaneval.jsonl.gz")
    }


def test_human_eval_solutions_score_one(client: RewardClient) -> None:
    items = human_eval()
    problems = {name: problem for name, (problem, _) in items.items()}
    code = {name: row["prompt"] + row["canonical_solution"] for name, (_, row) in items.items()}
    results = score(client, problems, code)
    assert len(results) == 164
    assert not failures(results)


def test_broken_human_eval_solutions_score_less(client: RewardClient) -> None:
    """For each problem, a variant that HumanEval's check rejects in a plain interpreter."""
    items = human_eval()
    broken: dict[str, str] = {}
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda item: first_rejected(item[1]), items.values())
        for name, variant in zip(items, found, strict=True):
            if variant is not None:
                broken[name] = variant
    assert len(broken) == len(items), f"no broken variant of {items.keys() - broken.keys()}"
    results = score(client, {name: items[name][0] for name in broken}, broken)
    assert [r.id for r in results if r.reward is None or r.reward >= 1.0] == []


def first_rejected(row: dict[str, Any]) -> str | None:
    whole = row["prompt"] + row["canonical_solution"]
    for variant in islice(variants(whole), VARIANTS):
        test = f"{variant}\n{row['test']}\ncheck({row['entry_point']})\n"
        try:
            done = subprocess.run(
                [PYTHON, "-I", "-c", test], capture_output=True, timeout=PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired:
            return variant
        if done.returncode != 0:
            return variant
    return None


def test_mbpp_solutions_score_one(client: RewardClient) -> None:
    problems, code = {}, {}
    for row in rows("mbpp.jsonl.gz"):
        name = f"mbpp/{row['task_id']}"
        asserts = row["test_list"] + row["challenge_test_list"]
        tests = [AssertTest(asserts=asserts, setup=row["test_setup_code"])]
        problems[name] = Problem(language="python", tests=list(tests))
        code[name] = row["code"].replace("\r", "")
    results = score(client, problems, code)
    assert len(results) == 974
    assert not failures(results)


@pytest.mark.docker  # three rows need Boost or OpenSSL, which the sandbox image has
def test_human_eval_x_cpp_solutions_score_one(client: RewardClient) -> None:
    problems, code = {}, {}
    for row in rows("humaneval-x/cpp.jsonl.gz"):
        tests = [AssertTest(check=row["test"])]
        problems[row["task_id"]] = Problem(language="cpp", tests=list(tests), isolation="shared")
        code[row["task_id"]] = row["prompt"] + row["canonical_solution"]
    results = score(client, problems, code)
    assert len(results) == 164
    assert not failures(results)
