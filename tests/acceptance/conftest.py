"""Real problem sets through the whole service, where the data is at hand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.settings import Settings
from tests.datasets.published import data_file
from tests.service.stack import Stack, Valkey
from trainer_client import RewardClient
from trainer_client.datasets import DatasetItem, form, open_rows


def items(name: str, file: str) -> list[DatasetItem]:
    """The items of a data file; skips the test where it is absent."""
    rows = enumerate(open_rows(data_file(file)), 1)
    return [form(name).item(row, number) for number, row in rows]


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
