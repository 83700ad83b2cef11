"""A warm pool for each wall, opened once a session."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Literal

import hypothesis
import pytest

from sandbox import WallUnavailable
from sandbox.pool import SlotPool
from sandbox.walls import WALL_NAMES, Wall, WallConfig, WallName, choose_wall
from tests.docker_gate import engine_fault
from tests.sandbox.box import Box, RememberingWall

hypothesis.settings.register_profile("unhurried", deadline=None)  # time is no test here
hypothesis.settings.load_profile("unhurried")

NEVER = 10**9  # runs: a slot serves the whole session, whatever it has been through
LANGUAGES: Literal["base", "full"] = (
    "full" if os.environ.get("SOFTJUDGE_LANGUAGES") == "full" else "base"
)  # of the image; building the full one takes minutes
DOCKER_WALLS = ("docker-runc", "docker-runsc")


def marked(names: tuple[WallName, ...]) -> list[object]:
    """The walls as parameters; those that need an engine carry the marker `docker`."""
    return [
        pytest.param(name, marks=pytest.mark.docker) if name in DOCKER_WALLS else name
        for name in names
    ]


@pytest.fixture(scope="session")
def owner() -> str:
    """A label that only this session's containers carry."""
    return f"tests-{uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="session")
def wall_of(owner: str) -> Callable[..., Wall]:
    """Chooses a wall by name and label; skips where only its optional part is missing."""

    def choose(name: WallName, label: str = owner) -> Wall:
        try:
            return choose_wall(WallConfig(wall=name, owner=label, languages=LANGUAGES))
        except WallUnavailable as error:
            if name == "docker-runsc" and "has no runtime" in str(error):
                pytest.skip(str(error))
            raise

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
