"""What /proc says about the processes of a run, for the supervisor."""

from __future__ import annotations

import contextlib
import functools
import os
import re
from dataclasses import dataclass

_OOM_KILL = re.compile(rb"^oom_kill (\d+)", re.M)
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGESIZE")
FORK_SHARE = 14 << 20  # resident bytes that a forked interpreter shares with its zygote


@dataclass(frozen=True, slots=True)
class Usage:
    """All processes of a run together."""

    cpu_s: float  # with what their reaped children used
    memory: int  # resident bytes, less what forks share


def others(known: set[int]) -> list[int]:
    """Processes in this PID namespace besides the supervisor and the known ones."""
    pids = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    return sorted(pids - known - {os.getpid()})


def usage(pids: list[int]) -> Usage:
    cpu, memory = 0.0, 0
    for pid in pids:
        fields = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
        if len(fields) < 22:
            continue
        cpu += sum(int(ticks) for ticks in fields[11:15]) / TICK
        memory += max(0, int(fields[21]) * PAGE - FORK_SHARE)
    return Usage(cpu, memory)


def waited_for_core_s(pids: list[int]) -> float:
    """Longest time that a process was ready to run and had no core; 0 where not told."""
    waits = [_read(f"/proc/{pid}/schedstat").split() for pid in pids]
    return max((int(fields[1]) / 1e9 for fields in waits if len(fields) > 1), default=0.0)


def at_work(pids: list[int]) -> bool:
    """Whether a thread has a core, waits for one, or waits for a disk."""
    threads = (f"/proc/{pid}/task/{tid}/stat" for pid in pids for tid in _threads(pid))
    return any(_read(path).rpartition(b")")[2].split()[:1] in ([b"R"], [b"D"]) for path in threads)


def _threads(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:  # the process is gone
        return []


def oom_kills() -> int:
    """How often the kernel killed for memory in this container, by either cgroup version."""
    fd = _oom_counter()
    found = None if fd is None else _OOM_KILL.search(os.pread(fd, 1 << 12, 0))
    return int(found[1]) if found else 0


@functools.cache
def _oom_counter() -> int | None:
    """The file that counts them, opened once; None where there is none."""
    for path in ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"):
        with contextlib.suppress(OSError):
            return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return None


def _read(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read(1 << 16)
    except OSError:  # the process is gone, or this kernel does not tell
        return b""
