"""What a wall has on the host, seen from outside, and what does not belong there.

A slot is one supervisor (PID 1 of its namespace) and its zygotes, all of them root's; a run is
of another user. So whatever lives behind a wall and is not root's, or is no zygote, is left
over. gVisor keeps its processes and files to itself: there the host sees containers alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
from docker.errors import APIError

from sandbox.guest.bench import FIRST_UID
from sandbox.walls import WallName

WRITABLE = ("work", "tmp", "dev/shm", "var/tmp")
SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/dev/mqueue"))
STANDARD_STREAMS = 3
ENGINES_MOUNTS = re.compile(r"/docker/|/containerd/")
MEMORY_COUNTS = ("/sys/fs/cgroup/memory/memory.oom_control", "/sys/fs/cgroup/memory.events")
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Process:
    pid: int
    parent: int
    uid: int
    command: str
    containers: str  # its control groups, which name its container

    @property
    def is_supervisor(self) -> bool:
        interpreter = Path(self.command.split(" ")[0]).name
        return interpreter.startswith("python") and "sandbox.guest.supervisor" in self.command

    @property
    def is_zygote(self) -> bool:
        return "sandbox.guest.zygote" in self.command or "/confine.py" in self.command

    def descriptors(self) -> int:
        """All but the kernel's count of kills for memory, which a supervisor keeps open."""
        opened = [str(path.readlink()) for path in Path(f"/proc/{self.pid}/fd").iterdir()]
        return len([each for each in opened if not each.startswith(MEMORY_COUNTS)])

    def resident(self) -> int:
        """Bytes."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * 4096


class Host:
    """The slots of one wall that carry an owner's label, or that this process starts after the
    creation of this object: those that other tests hold open are none of its own."""

    def __init__(self, wall: WallName, owner: str) -> None:
        self._owner = owner
        self._client = None if wall == "bubblewrap" else docker.from_env()
        self._gvisor = wall == "docker-runsc"
        self._mounts = own_mounts()
        self._others = {each.pid for each in descendants(os.getpid(), processes())}

    def slots(self) -> int:
        return len(self._supervisors(processes())) if self._client is None else len(self._ids())

    def leftovers(self) -> list[str]:
        """What is there and should not be, a line each."""
        living = processes()
        found = list(strangers_traces())
        if own_mounts() - self._mounts:
            found.append(f"mounts on the host: {own_mounts() - self._mounts}")
        if not self._gvisor:
            for supervisor in self._supervisors(living):
                try:
                    found += self._behind(supervisor, living)
                except (FileNotFoundError, ProcessLookupError):
                    continue  # the slot is being closed
        return found

    def resident(self) -> dict[str, int]:
        """MiB of this process and of the largest supervisor."""
        supervisors = [each.resident() for each in self._supervisors(processes())]
        own = int(Path("/proc/self/statm").read_text().split()[1]) * 4096
        return {"worker": own // MIB, "supervisor": max(supervisors, default=0) // MIB}

    def _behind(self, supervisor: Process, living: list[Process]) -> Iterator[str]:
        inside = descendants(supervisor.pid, living)
        zygotes = [each for each in inside if each.is_zygote and each.uid == supervisor.uid]
        for each in inside:
            if each not in zygotes:
                yield f"process {each.command or each.pid} of user {each.uid}"
        # For each zygote its control socket, and the listener of its filter.
        if supervisor.descriptors() > STANDARD_STREAMS + 2 * len(zygotes):
            yield f"{supervisor.descriptors()} descriptors of the supervisor"
        for each in zygotes:
            if each.descriptors() > STANDARD_STREAMS + 1:
                yield f"{each.descriptors()} descriptors of a zygote"
        for name in WRITABLE:
            place = Path(f"/proc/{supervisor.pid}/root/{name}")
            names = [path.name for path in place.iterdir()] if place.is_dir() else []
            if names:
                yield f"files in /{name}: {names[:5]}"

    def _supervisors(self, living: list[Process]) -> list[Process]:
        found = [each for each in living if each.is_supervisor]
        if self._client is not None:
            ids = self._ids()
            return [each for each in found if any(name in each.containers for name in ids)]
        own = descendants(os.getpid(), living)
        return [each for each in found if each in own and each.pid not in self._others]

    def _ids(self) -> list[str]:
        assert self._client is not None
        filters = {"label": f"softjudge.owner={self._owner}"}
        try:
            return [each["Id"] for each in self._client.api.containers(all=True, filters=filters)]
        except APIError:  # one of them went away while the engine made its list
            return self._ids()


def processes() -> list[Process]:
    entries = [path for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [found for path in entries if (found := _read(path))]


def _read(place: Path) -> Process | None:
    try:
        stat = (place / "stat").read_text(errors="replace")
        command = (place / "cmdline").read_text(errors="replace")
        groups = (place / "cgroup").read_text()
        uid = place.stat().st_uid
    except (FileNotFoundError, ProcessLookupError):
        return None
    parent = int(stat.rpartition(")")[2].split()[1])
    return Process(int(place.name), parent, uid, command.replace("\0", " ").strip(), groups)


def descendants(root: int, living: list[Process]) -> list[Process]:
    children: dict[int, list[Process]] = {}
    for each in living:
        children.setdefault(each.parent, []).append(each)
    found: list[Process] = []
    pending = [root]
    while pending:
        for child in children.get(pending.pop(), []):
            found.append(child)
            pending.append(child.pid)
    return found


def strangers_traces() -> Iterator[str]:
    """Files, IPC objects, keys and locks of the host that a run's user owns."""
    for place in SHARED:
        for path in place.iterdir() if place.is_dir() else ():
            try:
                if path.lstat().st_uid >= FIRST_UID and path.lstat().st_uid != os.getuid():
                    yield f"{path} on the host, of user {path.lstat().st_uid}"
            except FileNotFoundError:
                continue
    for name, column in (("shm", 7), ("sem", 4), ("msg", 7)):
        for line in _lines(f"/proc/sysvipc/{name}")[1:]:
            if int(line.split()[column]) >= FIRST_UID:
                yield f"System V {name} on the host: {line.strip()}"
    for line in _lines("/proc/key-users"):
        if int(line.partition(":")[0]) >= FIRST_UID:
            yield f"keys on the host: {line.strip()}"


def waited_for_core_s() -> float:
    """Seconds in which somebody on this machine waited for a core, ever; 0 where the kernel
    does not tell."""
    for line in _lines("/proc/pressure/cpu")[:1]:
        return int(line.rpartition("total=")[2]) / 1e6
    return 0.0


def own_mounts() -> frozenset[str]:
    """Mount points of the host, without those that the engine makes for each container."""
    lines = _lines("/proc/self/mountinfo")
    return frozenset(line.split()[4] for line in lines if not ENGINES_MOUNTS.search(line))


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except FileNotFoundError:  # the kernel was made without it
        return []
