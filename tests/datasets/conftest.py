"""A sandbox for what the readers made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from sandbox.walls import WallConfig, WallName, choose_wall
from service.settings import Settings
from service.worker.direct import DirectJudge
from tests.datasets.judging import Judge


@pytest.fixture(scope="session")
def judge(wall_name: WallName) -> Iterator[Judge]:
    wall = choose_wall(WallConfig(wall=wall_name))
    with closing(DirectJudge(wall, Settings())) as direct:
        yield Judge(direct)
