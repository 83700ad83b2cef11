"""What README and `examples/` show is what happens."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx

from softjudge import score_file
from tests.service.stack import Stack
from trainer_client import RewardClient

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REWARDS = {
    "mean/crashing.cpp": "0.75",
    "mean/not_compiling.cpp": "0",
    "mean/right.cpp": "1",
    "mean/wrong.cpp": "0.75",
    "palindrome/cheating.py": "0",
    "palindrome/right.py": "1",
    "stairs/crashing.py": "0.833",
    "stairs/right.py": "1",
    "stairs/slow.py": "0.667",
    "stairs/wrong.py": "0.833",
    "two_sum/completion.md": "1",
    "two_sum/no_program.md": "0",
    "two_sum/wrong.py": "0.25",
}


def run(*arguments: str) -> str:
    ended = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_demo_gives_every_program_its_reward() -> None:
    output = run("-m", "examples.demo")
    rewards = dict(re.findall(r"^(\w+/\w+\.\w+) +│ reward ([\d.]+) ", output, re.MULTILINE))
    assert rewards == REWARDS
    assert "13 of 13 programs judged" in output


def test_the_batch_file(shared_stack: Stack) -> None:
    batch = score_file.read(ROOT / "examples" / "batch.json")
    with RewardClient(shared_stack.url) as client:
        results = client.score_batch(batch.problems, batch.submissions)
        rewards = {each.id: each.passed for each in results}
    assert rewards == {"right": 3, "half": 2, "completion": 3}


def test_the_python_example_prints_what_readme_says(shared_stack: Stack) -> None:
    found = re.search(r"```python\n(.*?)```\n\nprints.*?```\n(.*?)```", README, re.DOTALL)
    assert found
    code, output = found[1].replace("http://127.0.0.1:8700", shared_stack.url), found[2]
    # The order is that in which the programs happen to complete.
    assert sorted(run("-c", code).splitlines()) == sorted(output.splitlines())


def test_the_curl_example_is_answered_as_readme_says(shared_stack: Stack) -> None:
    found = re.search(
        r"curl -s localhost:8700(\S+) .*? -d '(.*?)' \| jq.*?\n(.*?)```", README, re.DOTALL
    )
    assert found
    answer = httpx.post(shared_stack.url + found[1], content=found[2], timeout=60).json()
    shown, *tests = (json.loads(line) for line in found[3].splitlines())
    assert {name: answer[name] for name in shown} == shown
    told = ("name", "verdict", "message")
    assert [[each[name] for name in told] for each in answer["tests"]] == [
        [each[name] for name in told] for each in tests
    ]
