"""The compose file, built and brought up under a project name of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docker
from docker.models.containers import Container

from sandbox.image import find_base

ROOT = Path(__file__).parents[2]
UP_S = 900  # images are built from nothing on a fresh machine


@dataclass(frozen=True)
class Stack:
    """A running stack: its address, and its containers as the engine knows them."""

    project: str
    url: str
    engine: docker.DockerClient

    def containers(self, service: str) -> list[Container]:
        """The running containers of a service."""
        labels = [
            f"com.docker.compose.project={self.project}",
            f"com.docker.compose.service={service}",
        ]
        found: list[Container] = self.engine.containers.list(filters={"label": labels})
        return found


@contextmanager
def running(workers: int) -> Iterator[Stack]:
    """Builds the images, starts everything, waits until it is healthy; removes it after."""
    engine = docker.from_env()
    project = f"softjudge-test-{os.getpid()}"
    port = _free_port()
    env = {**os.environ, "BASE_IMAGE": find_base(engine), "SOFTJUDGE_PORT": str(port)}
    _fill_wheelhouse()

    def compose(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [_compose_binary(), "--project-name", project, *arguments],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=UP_S,
        )

    try:
        started = compose("up", "--build", "--detach", "--wait", "--scale", f"worker={workers}")
        if started.returncode != 0:
            logs = compose("logs", "--tail", "50").stdout
            raise AssertionError(f"compose up failed:\n{started.stderr[-4000:]}\n{logs}")
        yield Stack(project, f"http://127.0.0.1:{port}", engine)
    finally:
        compose("down", "--volumes", "--timeout", "20")
        engine.close()


def _compose_binary() -> str:
    """`docker-compose` of the environment that runs the tests."""
    beside = Path(sys.executable).with_name("docker-compose")
    return str(beside) if beside.exists() else shutil.which("docker-compose") or "docker-compose"


def _fill_wheelhouse() -> None:
    """The build must not depend on whether pip reaches an index from inside a container."""
    subprocess.run(
        ["make", "--silent", "wheelhouse"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
