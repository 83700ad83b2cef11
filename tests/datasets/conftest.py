"""A sandbox for what the readers made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.pool import SlotPool
from sandbox.walls import WallConfig, WallName, choose_wall
from tests.datasets.judging import Judge


@pytest.fixture(scope="session")
def judge(wall_name: WallName) -> Iterator[Judge]:
    with SlotPool(choose_wall(WallConfig(wall=wall_name))) as pool:
        yield Judge(pool)
