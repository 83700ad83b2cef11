"""`softjudge eval` and `softjudge compare` against the real service."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.service.stack import Stack

RIGHT, WRONG = "    return n + n\n", "    return n\n"
PROMPT = "def f{n}(n):\n    '''Doubles n.'''\n"


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "softjudge", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, check=False, timeout=300
    )


def code_set(path: Path, count: int) -> Path:
    return write(
        path,
        [
            {
                "task_id": f"code/{n}",
                "prompt": PROMPT.format(n=n),
                "entry_point": f"f{n}",
                "canonical_solution": RIGHT,
                "test": "def check(candidate):\n    assert candidate(3) == 6",
            }
            for n in range(count)
        ],
    )


def completions(path: Path, passed: list[int], samples: int = 4) -> Path:
    return write(
        path,
        [
            {"id": f"code/{n}", "completions": [RIGHT] * c + [WRONG] * (samples - c)}
            for n, c in enumerate(passed)
        ]
        + [{"id": "sum", "completions": ["\\boxed{42}", "\\boxed{41}", "no answer", "42"]}],
    )


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory, shared_stack: Stack) -> Path:
    """A directory with two evaluations, of code and math."""
    place = tmp_path_factory.mktemp("eval")
    code = code_set(place / "code.jsonl", 4)
    math = write(place / "sums.jsonl", [{"id": "sum", "problem": "40 + 2?", "answer": "42"}])
    for name, passed in (("a", [4, 2, 0, 1]), ("b", [4, 4, 0, 2])):
        ended = run(
            "eval", f"humaneval={code}", f"math={math}", "--out", place / name, "--continuation",
            "--completions", completions(place / f"{name}.jsonl", passed), "--samples", 4,
            "--url", shared_stack.url,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        assert "avg@4" in ended.stdout
    return place


def test_results_are_those_of_the_answers(evaluated: Path) -> None:
    code, sums = lines(evaluated / "a" / "results.jsonl")
    assert (code["set"], code["problems"], code["unreadable"]) == ("code", 4, 0)
    assert code["average"]["value"] == pytest.approx(7 / 16)
    assert {k: found["value"] for k, found in code["pass_at"].items()} == {
        "1": pytest.approx(7 / 16),
        "2": pytest.approx((1 + 5 / 6 + 0 + 1 / 2) / 4),
        "4": pytest.approx(3 / 4),
    }
    assert code["average"]["low"] < 7 / 16 < code["average"]["high"]
    assert (sums["set"], sums["average"]["value"]) == ("sums", 0.5)
    assert (evaluated / "a" / "pass_at_k.png").read_bytes().startswith(b"\x89PNG")


def test_how_answers_were_drawn_is_recorded(evaluated: Path) -> None:
    recorded = json.loads((evaluated / "a" / "settings.json").read_text())
    assert recorded["sampling"]["temperature"] == 0.6
    assert recorded["sampling"]["top_p"] == 0.95
    assert recorded["samples"] == 4
    code, _ = lines(evaluated / "a" / "results.jsonl")
    assert (code["temperature"], code["top_p"], code["samples"]) == (0.6, 0.95, 4)


def test_two_evaluations_compared(evaluated: Path) -> None:
    paths = [evaluated / name / "problems.jsonl" for name in "ab"]
    ended = run("compare", *paths)
    assert ended.returncode == 0, ended.stderr
    assert "0.438" in ended.stdout
    assert "0.625" in ended.stdout
    assert "+0.188" in ended.stdout
    nothing = write(evaluated / "nothing.jsonl", [{"set": "code", "id": "other"}])
    ended = run("compare", paths[0], nothing)
    assert ended.returncode == 1
    assert "no judged problem in common" in ended.stderr


def test_a_killed_evaluation_goes_on(tmp_path: Path, shared_stack: Stack) -> None:
    count = 40
    code = code_set(tmp_path / "code.jsonl", count)
    answers = completions(tmp_path / "answers.jsonl", [n % 5 for n in range(count)])
    out = tmp_path / "out"
    arguments = [
        "eval", f"humaneval={code}", "--out", out, "--continuation", "--completions", answers,
        "--samples", 4, "--together", 2, "--url", shared_stack.url,
    ]  # fmt: skip
    child = subprocess.Popen(command(*arguments), stderr=subprocess.DEVNULL)
    journal = out / "problems.jsonl"
    until = time.monotonic() + 120
    while not (journal.exists() and journal.stat().st_size) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    before = journal.read_bytes()
    ended = run(*arguments, "--resume")
    assert ended.returncode == 0, ended.stderr
    assert journal.read_bytes().startswith(before)
    assert [each["id"] for each in lines(journal)] == [f"code/{n}" for n in range(count)]
    (result,) = lines(out / "results.jsonl")
    assert result["average"]["value"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code.jsonl"], "not of the form FORM=PATH"),
        (["mbpp=nowhere.jsonl"], "does not exist"),
        ([f"mbpp={__file__}", "--server", "http://x"], "belong together"),
    ],
)
def test_what_cannot_be_evaluated(arguments: list[str], message: str, tmp_path: Path) -> None:
    ended = run("eval", *arguments, "--out", tmp_path / "out")
    assert ended.returncode == 1
    assert message in ended.stderr
