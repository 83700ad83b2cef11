"""Real problem sets through the whole service, where the data is at hand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.settings import Settings
from tests.service.stack import Stack, Valkey
from trainer_client import RewardClient
from trainer_client.datasets import DatasetItem, form, open_rows

DATA = Path(os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[3] / "shared" / "data"))

# Rows whose published solution does not pass its own test, and why.
DEFECTIVE = {
    "Go/95": "reads a map in Go's random order and stops at the first key",
    "JavaScript/112": "its test compares arrays, which are never equal; Node only prints that",
    "JavaScript/155": "the same",
    "JavaScript/162": "needs the package js-md5",
    "Rust/32": "its only test is commented out",
    "Rust/50": "calls rand as of version 0.7; Debian packages 0.8",
}


def items(name: str, file: str) -> list[DatasetItem]:
    """The items of a data file, without rows that cannot be judged and are known; skips the
    test where the file is absent."""
    path = DATA / file
    if not path.exists():
        pytest.skip(f"no {file}: set SOFTJUDGE_DATA to the folder that holds it")
    reader = form(name)
    return [
        reader.item(row, number)
        for number, row in enumerate(open_rows(path), 1)
        if row.get("task_id") not in DEFECTIVE
    ]


@contextmanager
def two_workers() -> Iterator[Stack]:
    """A service with two workers behind the wall that this machine has."""
    languages = os.environ.get("SOFTJUDGE_LANGUAGES", "base")
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        stack = Stack(
            valkey,
            Path(path),
            Settings.model_validate({"wall": "auto", "languages": languages}),
        )
        stack.start_workers(2)
        yield stack
        stack.stop()
        valkey.stop()


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    with two_workers() as stack:
        yield stack


@pytest.fixture(scope="session")
def client(stack: Stack) -> Iterator[RewardClient]:
    with RewardClient(stack.url) as client:
        yield client


@pytest.fixture(scope="session")
def languages(stack: Stack) -> set[str]:
    """What the workers have installed."""
    with stack.client() as http:
        workers = http.get("/readyz").json()["workers"]
    return {name for worker in workers for name in worker["languages"]}
