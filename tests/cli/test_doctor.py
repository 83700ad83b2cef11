"""`softjudge doctor` on this machine, and on one that can judge nothing."""

from __future__ import annotations

import os

from sandbox.version import content_hash
from sandbox.walls import WALL_NAMES
from tests.cli.test_score import softjudge

NO_ENGINE = "unix:///nonexistent/docker.sock"


def doctor(**env: str) -> tuple[int, dict[str, list[str]], str]:
    """Exit code; the other two cells of each row by its middle one; the whole output."""
    ended = softjudge("doctor", PATH=os.environ["PATH"], **env)
    assert ended.stderr == ""
    rows = [[cell.strip() for cell in line.split("│")] for line in ended.stdout.splitlines()]
    found = {cells[1]: [cells[0], cells[2]] for cells in rows if len(cells) == 3}
    return ended.returncode, found, ended.stdout


def test_a_wall_is_in_force_here() -> None:
    code, found, output = doctor()
    assert code == 0, output
    walls = [found[f"wall {name}"] for name in WALL_NAMES]
    assert ["ok", "works; in force"] in walls
    assert found["sandbox version"] == ["-", content_hash()]


def test_nothing_to_judge_with_is_exit_code_1() -> None:
    code, found, _ = doctor(DOCKER_HOST=NO_ENGINE, SOFTJUDGE_WALL="docker-runc")
    assert code == 1
    mark, words = found["wall docker-runc"]
    assert mark == "no"
    assert "no Docker engine answers" in words


def test_without_an_engine_no_image_is_missed() -> None:
    _, found, _ = doctor(DOCKER_HOST=NO_ENGINE)
    assert found["sandbox image"][0] == "-"


def test_limits_in_force_are_shown() -> None:
    _, found, _ = doctor(SOFTJUDGE_MAX_LIMITS='{"cpu_s": 77}')
    assert ["cpu_s", "77"] in found.values()


def test_redis_that_is_away_is_no_fault() -> None:
    _, found, _ = doctor(SOFTJUDGE_REDIS_URL="redis://127.0.0.1:9/0")
    assert found["Redis"][0] == "-"
    assert "redis://127.0.0.1:9/0" in found["Redis"][1]
