"""Fixtures of the service's tests."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sandbox.walls import WallName
from tests.service.judged import Judged
from tests.service.stack import Stack, Valkey
from tests.service.stores import ApiSide, NewWorker, WorkerSide, both_sides


@pytest.fixture
def http(shared_stack: Stack) -> Iterator[httpx.Client]:
    """A client of the shared service."""
    with shared_stack.client() as client:
        yield client


@pytest.fixture
def sides(valkey: Valkey) -> Iterator[tuple[ApiSide, NewWorker]]:
    with both_sides(valkey) as sides:
        yield sides


@pytest.fixture
def api(sides: tuple[ApiSide, NewWorker]) -> ApiSide:
    return sides[0]


@pytest.fixture
def new_worker(sides: tuple[ApiSide, NewWorker]) -> NewWorker:
    return sides[1]


@pytest.fixture
def worker(new_worker: NewWorker) -> WorkerSide:
    return new_worker()


@pytest.fixture(scope="session")
def judged(wall_name: WallName) -> Iterator[Judged]:
    """A judge with warm slots, for tests that leave it as it is."""
    judged = Judged(wall_name)
    yield judged
    judged.judge.close()
