"""`softjudge score` as a process, against a server that answers what it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.client.stand_in import Refuse, StandIn, running

PROBLEM = {"language": "python", "tests": [{"kind": "stdio", "stdout": "1"}]}


def softjudge(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "softjudge", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"COLUMNS": "250", **env},
    )


@pytest.fixture
def server() -> Iterator[StandIn]:
    with running() as state:
        yield state


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.jsonl"


def write(file: Path, *codes: str) -> None:
    requests: list[Any] = [{"problem": PROBLEM, "code": code} for code in codes]
    file.write_text("".join(json.dumps(each) + "\n" for each in requests))


def test_a_table_of_verdicts_and_rewards(server: StandIn, file: Path) -> None:
    write(file, "0.25", "1")
    ended = softjudge("score", str(file), "--url", server.url)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.index("reward 0.25") < ended.stdout.index("reward 1")
    assert ended.stdout.count("passed") >= 2
    assert "flags: network of_the_future" in ended.stdout


def test_json_lines(server: StandIn, file: Path) -> None:
    write(file, "0.25", "1")
    ended = softjudge("score", str(file), "--url", server.url, "--json")
    results = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(each["id"], each["reward"]) for each in results] == [("1", 0.25), ("2", 1.0)]


def test_no_verdict_is_told_by_the_exit_code(server: StandIn, file: Path) -> None:
    write(file, "1", "none")
    ended = softjudge("score", str(file), "--url", server.url)
    assert ended.returncode == 1
    assert "no verdict" in ended.stdout
    assert "worker_lost" in ended.stdout


def test_the_key_comes_from_the_environment(server: StandIn, file: Path) -> None:
    write(file, "1")
    softjudge("score", str(file), "--url", server.url, SOFTJUDGE_API_KEY="secret")
    assert server.authorization == {"Bearer secret"}


@pytest.mark.parametrize("nothing", ["", "nonsense"])
def test_a_bad_file_is_one_clear_error(file: Path, nothing: str) -> None:
    file.write_text(nothing)
    ended = softjudge("score", str(file))
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: ")
    assert "Traceback" not in ended.stderr


def test_a_missing_file_is_a_usage_error(file: Path) -> None:
    ended = softjudge("score", str(file))
    assert ended.returncode == 2
    assert "does not exist" in ended.stderr


def test_no_service_is_one_clear_error(file: Path) -> None:
    write(file, "1")
    ended = softjudge("score", str(file), "--url", "http://127.0.0.1:9")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "softjudge up" in ended.stderr


def test_a_refusal_names_the_field(server: StandIn, file: Path) -> None:
    write(file, "1")
    body = b'{"error": "e", "message": "m", "fields": [{"field": "a.b", "message": "no"}]}'
    server.fail("POST /v1/batches", Refuse(422, body=body))
    ended = softjudge("score", str(file), "--url", server.url)
    assert ended.returncode == 1
    assert "a.b: no" in ended.stderr
