"""Where the CPU time of a test goes: of each part of the service, as the kernel counts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed.contenders import Softjudge
from benchmarks.speed.figures import Share
from benchmarks.speed.loads import Load, Program
from benchmarks.speed.machine import children_cpu_s, own_cpu_s
from tests.service.stack import Stack
from trainer_client import RewardClient

PARTS = {  # words of a command line
    "sandbox.guest.supervisor": "supervisor",
    "sandbox.guest.zygote": "zygote, forking",
    "service.worker": "worker",
    "service.api": "API",
    "valkey-server": "Redis",
    "dockerd": "Docker engine",
    "containerd-shim-runc-v2": "Docker engine",
}
PROGRAMS = "the programs (forks of a zygote)"


def parts(stack: Stack, load: Load, programs: Sequence[Program]) -> list[Share]:
    """Microseconds of CPU for a test, of everything that runs on this machine."""
    with RewardClient(stack.url) as client:
        judge = Softjudge(client).ready(load, programs)
        before = _used()
        judge()
        after = _used()
    tests = load.tests(list(programs))
    spent = {part: after[part] - before[part] for part in after}
    return [
        Share(part=part, cpu_us=1e6 * seconds / tests)
        for part, seconds in sorted(spent.items(), key=lambda each: -each[1])
        if seconds > 0
    ]


def _used() -> Counter[str]:
    used: Counter[str] = Counter()
    for directory in Path("/proc").glob("[0-9]*"):
        pid = int(directory.name)
        try:
            command = (directory / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            part = next((name for word, name in PARTS.items() if word in command), None)
            if part is None:
                continue
            used[part] += own_cpu_s(pid)
            if part == PARTS["sandbox.guest.zygote"]:
                used[PROGRAMS] += children_cpu_s(pid)
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
    return used
