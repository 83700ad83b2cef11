"""Everything in one command: it starts, it mends itself, it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.children import Child, ChildFailed
from service.embedded import EmbeddedFailed, run_embedded
from service.settings import Settings
from tests.service.samples import ADD, SUMS
from tests.service.stack import free_port, wait_until

PROGRAM = """
import sys
from pathlib import Path
from service.embedded import run_embedded
from service.settings import Settings
run_embedded(Settings.from_env(), 2, "127.0.0.1", int(sys.argv[1]), Path(sys.argv[2]))
"""


class Embedded:
    def __init__(self, process: subprocess.Popen[bytes], url: str) -> None:
        self.process = process
        self.url = url

    def workers(self) -> set[int]:
        answer = httpx.get(f"{self.url}/readyz").json()
        return {worker["pid"] for worker in answer.get("workers", [])}

    def family(self) -> set[int]:
        """The process and all that descend from it."""
        parents: dict[int, int] = {}
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = entry.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if fields[0] != "Z":
                parents[int(entry.parent.name)] = int(fields[1])
        family = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        return family


@contextmanager
def embedded(data: Path, temporary: Path, wall: str) -> Iterator[Embedded]:
    port = free_port()
    env = os.environ | Settings(wall=wall).to_env() | {"TMPDIR": str(temporary)}
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(port), str(data)], env=env)
    service = Embedded(process, f"http://127.0.0.1:{port}")
    try:
        wait_until(lambda: len(service.workers()) == 2)
        yield service
    finally:
        process.kill()
        process.wait()


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if running(pid)}


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def score(url: str) -> Any:
    return httpx.post(f"{url}/v1/score", json={"problem": SUMS, "code": ADD}, timeout=60).json()


def test_from_start_to_end(short_path: Path, tmp_path: Path, wall_name: str) -> None:
    with embedded(tmp_path, short_path, wall_name) as service:
        assert score(service.url)["reward"] == 1.0
        before = service.workers()
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: len(service.workers() - {victim}) == 2)
        family = service.family()
        service.process.terminate()
        assert service.process.wait(60) == 0
        assert not alive(family)
        assert not list(short_path.iterdir())
    with embedded(tmp_path, short_path, wall_name) as service:
        assert score(service.url)["cached"]  # what was kept in the directory is there again


def test_children_do_not_outlive_a_killed_parent(
    short_path: Path, tmp_path: Path, wall_name: str
) -> None:
    with embedded(tmp_path, short_path, wall_name) as service:
        family = service.family()
        assert len(family) >= 5
        service.process.kill()
        wait_until(lambda: not alive(family))


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(EmbeddedFailed, match="cannot listen"):
            run_embedded(Settings(), 1, "127.0.0.1", taken.getsockname()[1])


def test_a_child_that_cannot_live_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.children.FIRST_WAIT_S", 0.0)
    child = Child("false", ["false"], {"PATH": os.environ["PATH"]})
    with pytest.raises(ChildFailed, match="false ends right after its start, with status 1"):
        wait_until(lambda: child.look_after())
