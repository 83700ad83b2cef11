"""Tests marked `docker` run where an engine answers, and elsewhere skip, saying why.

With `SOFTJUDGE_REQUIRE_DOCKER=1` an absent engine fails them instead, so that a run that is
meant to cover Docker cannot pass by leaving it out.
"""

from __future__ import annotations

import functools
import os

import docker
import pytest

from sandbox import WallUnavailable
from sandbox.walls import Wall, WallConfig, WallName, choose_wall

DOCKER_WALLS = ("docker-runc", "docker-runsc")


@functools.cache
def engine_fault() -> str | None:
    """Why no Docker engine can be used, or None where one answers."""
    try:
        client = docker.from_env(timeout=10)
    except docker.errors.DockerException as error:
        return f"no Docker engine answers: {error}"
    try:
        client.ping()
    except (docker.errors.DockerException, OSError) as error:
        return f"the Docker engine does not answer: {error}"
    finally:
        client.close()
    return None


def docker_required() -> bool:
    """Whether this run must not skip a test for want of Docker."""
    return os.environ.get("SOFTJUDGE_REQUIRE_DOCKER") == "1"


def gate() -> None:
    """Skip (or fail) the running test where no Docker engine answers."""
    fault = engine_fault()
    if fault is None:
        return
    if docker_required():
        pytest.fail(f"SOFTJUDGE_REQUIRE_DOCKER=1, but {fault}", pytrace=False)
    pytest.skip(fault)


def marked(names: tuple[WallName, ...]) -> list[object]:
    """The walls as parameters; those that need an engine carry the marker `docker`."""
    return [
        pytest.param(name, marks=pytest.mark.docker) if name in DOCKER_WALLS else name
        for name in names
    ]


def wall_or_skip(config: WallConfig) -> Wall:
    """The wall; skips where only its optional part is missing."""
    try:
        return choose_wall(config)
    except WallUnavailable as error:
        if config.wall == "docker-runsc" and "has no runtime" in str(error):
            pytest.skip(str(error))
        raise


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("docker") is not None:
        gate()
