"""`softjudge filter` against the real service: faults are named, crashes lose nothing."""

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

RIGHT = ["def f(n):\n    return n + n", "def f(n):\n    return 2 * n", "f = lambda n: n << 1"]
WRONG = ["def f(n):\n    return n", "def f(n:", "def f(n):\n    return 2 * n + (n > 4)"]
TESTS = ["assert f(1) == 2", "assert f(3) == 6", "assert f(5) == 10"]
FAULTS = {
    "sound": [],
    "rejects_good": ["assert f(7) == 15"],
    "contradictory": ["assert f(3) == 7"],
    "flaky": ["import random; assert random.random() < 0.5 and f(2) == 4"],
    "too_slow": ["while True: assert f(2) == 4"],
    "broken": ["assert f(2 =="],
}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def row(name: str, extra: list[str]) -> dict[str, Any]:
    return {"task_id": name, "text": "Double it.", "code": "", "test_list": [*TESTS, *extra]}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "softjudge", "filter", *map(str, arguments)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory, shared_stack: Stack) -> Path:
    """A directory with the report on one problem of each fault."""
    place = tmp_path_factory.mktemp("filter")
    problems = write(
        place / "set.jsonl",
        [*(row(name, extra) for name, extra in FAULTS.items()), {"task_id": "unreadable"}],
    )
    answers = [f"```python\n{code}\n```" for code in (*RIGHT, *WRONG)]
    completions = write(
        place / "completions.jsonl", [{"id": name, "completions": answers} for name in FAULTS]
    )
    ended = run(
        "mbpp", problems, "--out", place / "out", "--completions", completions, "--cpu-s", 0.3,
        "--repetitions", 8, "--min-pass-rate", 0.4, "--url", shared_stack.url,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "examined" in ended.stdout
    return place / "out"


def test_every_fault_is_named(filtered: Path) -> None:
    found = {
        each["id"]: {(s["test"], s["kind"]) for s in each["suspicions"]}
        for each in lines(filtered / "problems.jsonl")
    }
    assert found.pop("") == set()
    assert found == {
        "sound": set(),
        "rejects_good": {("1.4", "rejects_good")},
        "contradictory": {("1.2", "contradictory"), ("1.4", "contradictory")},
        "flaky": {("1.4", "flaky")},
        "too_slow": {("1.4", "too_slow")},
        "broken": {("1.4", "broken")},
    }


def test_sound_problems_are_kept_as_they_were(filtered: Path) -> None:
    assert lines(filtered / "kept.jsonl") == [row("sound", [])]
    dropped = {each["id"]: each["reasons"] for each in lines(filtered / "dropped.jsonl")}
    assert [name for name in FAULTS if name not in dropped] == ["sound"]
    assert "is missing" in dropped[""][0]
    assert "suspicious tests: 1.4 (flaky)" in dropped["flaky"]


def test_rates_are_those_of_the_candidates(filtered: Path) -> None:
    sound = lines(filtered / "problems.jsonl")[0]
    assert (sound["candidates"], sound["solved"], sound["no_verdict"]) == (6, 3, 0)
    assert sound["repeated"] == 3
    assert [(test["name"], test["passed"]) for test in sound["tests"]] == [
        ("1.1", 4),
        ("1.2", 4),
        ("1.3", 3),
    ]


def test_other_criteria_need_no_judging(filtered: Path) -> None:
    """The service's address is one where nothing listens."""
    place = filtered.parent
    ended = run(
        "mbpp", place / "set.jsonl", "--out", filtered, "--resume", "--keep-suspicious",
        "--completions", place / "completions.jsonl", "--cpu-s", 0.3, "--repetitions", 8,
        "--min-pass-rate", -1, "--min-tests", 4, "--url", "http://127.0.0.1:9",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    kept = [each["task_id"] for each in lines(filtered / "kept.jsonl")]
    assert kept == [name for name in FAULTS if name != "sound"]


def test_a_killed_filter_goes_on(tmp_path: Path, shared_stack: Stack) -> None:
    count = 60
    rows = [
        {**row(str(n), []), "code": f"def f(n):\n    return n + n + {n} - {n}"}
        for n in range(count)
    ]
    problems = write(tmp_path / "set.jsonl", rows)
    out = tmp_path / "out"
    arguments = ["mbpp", problems, "--out", out, "--repetitions", 0, "--url", shared_stack.url]
    child = subprocess.Popen(command(*arguments), stderr=subprocess.DEVNULL)
    journal = out / "problems.jsonl"
    until = time.monotonic() + 120
    while not (journal.exists() and journal.stat().st_size) and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    before = journal.read_bytes()
    with journal.open("ab") as file:
        file.write(b'{"number": 99, "id"')  # as if it had been writing
    assert run(*arguments).returncode == 1
    ended = run(*arguments, "--resume")
    assert ended.returncode == 0, ended.stderr
    assert journal.read_bytes().startswith(before)
    assert [each["number"] for each in lines(journal)] == [*range(1, count + 1)]
    assert lines(out / "kept.jsonl") == rows
