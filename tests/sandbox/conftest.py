"""A warm pool for each wall, opened once a session."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Literal

import pytest

from sandbox.pool import SlotPool
from sandbox.walls import WALL_NAMES, Wall, WallConfig, WallName
from tests.docker_gate import engine_fault, marked, wall_or_skip
from tests.sandbox.box import Box, RememberingWall

NEVER = 10**9  # runs: a slot serves the whole session, whatever it has been through
LANGUAGES: Literal["base", "full"] = (
    "full" if os.environ.get("SOFTJUDGE_LANGUAGES") == "full" else "base"
)  # of the image; building the full one takes minutes


@pytest.fixture(scope="session")
def owner() -> str:
    """A label that only this session's containers carry."""
    return f"tests-{uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="session")
def wall_of(owner: str) -> Callable[..., Wall]:
    """Chooses a wall by name and label; skips where only its optional part is missing."""

    def choose(name: WallName, label: str = owner) -> Wall:
        return wall_or_skip(WallConfig(wall=name, owner=label, languages=LANGUAGES))

    return choose


@pytest.fixture(scope="session", params=marked(WALL_NAMES))
def box(request: pytest.FixtureRequest, wall_of: Callable[..., Wall]) -> Iterator[Box]:
    """Every wall in turn: for what each of them must keep."""
    wall = RememberingWall(wall_of(request.param))
    with SlotPool(wall, NEVER) as pool:
        yield Box(wall, pool)


@pytest.fixture(scope="session")
def quick(wall_of: Callable[..., Wall]) -> Iterator[Box]:
    """One fast wall: for what is the same code behind each of them."""
    wall = RememberingWall(wall_of("bubblewrap" if engine_fault() else "docker-runc"))
    with SlotPool(wall, NEVER) as pool:
        yield Box(wall, pool)
