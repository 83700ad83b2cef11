"""An arena for each wall, and the table of what they withstood."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from sandbox.walls import WALL_NAMES, WallConfig
from tests.docker_gate import marked, wall_or_skip
from tests.hostile.arena import KINDS, Arena, Tally
from tests.hostile.canaries import planted
from tests.hostile.catalogue import WHOLE

WALLS = WALL_NAMES if WHOLE else ("docker-runc", "bubblewrap")
TALLIES = pytest.StashKey[dict[str, Tally]]()


@pytest.fixture(scope="session", params=marked(WALLS))
def arena(request: pytest.FixtureRequest) -> Iterator[Arena]:
    owner = f"hostile-{uuid.uuid4().hex[:12]}"
    with planted() as canaries:
        wall = wall_or_skip(WallConfig(wall=request.param, owner=owner))
        arena = Arena(wall, owner, canaries)
        request.config.stash.setdefault(TALLIES, {})[request.param] = arena.tally
        yield arena
        arena.close()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    tallies = config.stash.get(TALLIES, {})
    if not tallies:
        return
    terminalreporter.section("hostile programs")
    for name, values in table(tallies).items():
        terminalreporter.write_line(f"{name:20}" + "".join(f"{value!s:>15}" for value in values))


def table(tallies: dict[str, Tally]) -> dict[str, list[object]]:
    """Programs of each group, objections of each kind and what it cost, a column for each wall."""
    walls = tallies.values()
    rows: dict[str, list[object]] = {"": list(tallies)}
    for group in sorted({group for tally in walls for group in tally.programs}):
        rows[group] = [tally.programs[group] for tally in walls]
    rows["programs"] = [tally.programs.total() for tally in walls]
    rows["trials"] = [tally.trials for tally in walls]
    for kind in KINDS:
        rows[kind] = [tally.objections[kind] for tally in walls]
    rows["slots thrown away"] = [tally.slots_lost for tally in walls]
    for name in ("worker", "supervisor"):
        rows[f"{name} MiB"] = [
            f"{tally.resident_before.get(name)} to {tally.resident_after.get(name)}"
            for tally in walls
        ]
    rows["seconds"] = [round(tally.seconds) for tally in walls]
    return rows
