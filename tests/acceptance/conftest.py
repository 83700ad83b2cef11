"""Real problem sets through the whole service, where the data is at hand."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.settings import Settings
from tests.service.stack import Stack, Valkey
from trainer_client import RewardClient

DATA = Path(os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[3] / "shared" / "data"))


def rows(name: str) -> list[dict[str, Any]]:
    """All rows of a data file; skips the test where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name}: set SOFTJUDGE_DATA to the folder that holds it")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="session")
def client() -> Iterator[RewardClient]:
    """A client of a service with two workers behind the wall that this machine has."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        stack = Stack(valkey, Path(path), Settings(wall="auto"))
        for _ in range(2):
            stack.start_worker()
        with RewardClient(stack.url) as client:
            yield client
        stack.stop()
        valkey.stop()
