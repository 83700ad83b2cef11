"""CPU time and memory, as the kernel counts them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_BUSY = (0, 1, 2, 5, 6)  # user, nice, system, irq, softirq of /proc/stat; not idle, not stolen


def host_cpu_s() -> float:
    """Seconds that all cores were busy since boot, whoever kept them so."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(fields[index]) for index in _BUSY) / _TICKS


def own_cpu_s(pid: int) -> float:
    """Seconds of CPU of a process itself."""
    return sum(_times(pid)[:2])


def children_cpu_s(pid: int) -> float:
    """Seconds of CPU of the children that a process has waited for."""
    return sum(_times(pid)[2:])


def _times(pid: int) -> list[float]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [int(ticks) / _TICKS for ticks in fields[11:15]]


def forget_peaks(pids: Iterable[int]) -> None:
    """Starts the peak of each process's resident memory anew."""
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak_mb(pid: int) -> float:
    """Peak of a process's resident memory, MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"process {pid} has no VmHWM")


def description() -> str:
    """One line: cores, memory, kernel, interpreter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (
        f"{os.cpu_count()} cores ({_cpu_model()}), {memory:.0f} GiB, Linux {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
