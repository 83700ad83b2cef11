"""What really runs behind the slots of a wall: containers or processes, to count and to kill."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import docker
from docker.errors import APIError, NotFound

from sandbox.slot import Slot
from sandbox.walls import Wall
from tests.sandbox.box import RememberingWall

PATIENCE_S = 30.0


class Behind(Protocol):
    def living(self) -> set[str]:
        """What runs now."""

    def kill(self, name: str) -> None:
        """End one for real, from outside."""


class Containers:
    """Containers that carry an owner's label, also those that have ended."""

    def __init__(self, owner: str) -> None:
        self._client = docker.from_env()
        self._filters = {"label": f"softjudge.owner={owner}"}

    def living(self) -> set[str]:
        return {
            found["Id"] for found in self._client.api.containers(all=True, filters=self._filters)
        }

    def kill(self, name: str) -> None:
        try:
            self._client.api.kill(name, "SIGKILL")
        except (NotFound, APIError) as error:
            raise AssertionError(f"{name} was not running: {error}") from error


class Processes:
    """Descendants of a process, by pid and start, so that a pid used again is another name."""

    def __init__(self, root: int | None = None) -> None:
        self._root = root or os.getpid()

    def living(self) -> set[str]:
        children: dict[int, list[tuple[int, str]]] = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                children.setdefault(int(fields[1]), []).append((int(entry.name), fields[19]))
        found: set[str] = set()
        pending = [self._root]
        while pending:
            for pid, start in children.get(pending.pop(), []):
                found.add(f"{pid} {start}")
                pending.append(pid)
        return found

    def kill(self, name: str) -> None:
        with contextlib.suppress(ProcessLookupError):  # its parent took it along
            os.kill(int(name.split()[0]), signal.SIGKILL)


def running(name: str) -> bool:
    """Whether a process found by `Processes` still runs, whoever is its parent now."""
    pid, start = name.split()
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[19] == start and fields[0] != "Z"


class KillableWall(RememberingWall):
    """A wall that knows what it has put behind each of its slots."""

    def __init__(self, wall: Wall, behind: Behind) -> None:
        super().__init__(wall)
        self.behind = behind
        self._parts: list[set[str]] = []

    def open(self) -> Slot:
        before = self.behind.living()
        slot = super().open()
        self._parts.append(self.behind.living() - before)
        return slot

    def opened(self) -> set[str]:
        """All that ever came to life with a slot."""
        return set().union(*self._parts)

    def kill(self, index: int) -> None:
        """Kill all that came to life with a slot."""
        wait_until(lambda: len(self._parts) > index)
        assert self._parts[index]
        for name in self._parts[index]:
            self.behind.kill(name)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
