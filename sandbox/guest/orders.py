"""What a zygote is ordered to fork, worked out in the supervisor.

After a fork each page of memory that either process touches costs a fault, and most cost a
copy. So the zygote and the fork are told all they need in the form they need it.
"""

from __future__ import annotations

import functools
import math
import resource
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sandbox.guest.languages import Language

CONTROL = 3  # the descriptor by which a zygote is ordered
CONFINED = b"confined"  # its first message, sent before it is a zygote
KEPT = 200  # where the descriptors that an action keeps begin
FAULT = "fault"  # the one by which a fork tells that it broke on the way to its program
TEXTS = ("source", "code", "request")  # descriptors that are read whole and closed
MAIN_STACK = 120 << 20  # what the kernel leaves below the mappings of a forked interpreter
UNLIMITED = resource.RLIM_INFINITY
MAX_SIGNALS = 1024  # queued, and timers: each takes kernel memory
ADDRESS_SLACK = 1 << 30  # address space beyond the data limit: libraries and reservations


class Order(NamedTuple):
    """Travels as a plain tuple. Actions: `main`, `call`, `serve`, `check`, `shared`,
    `execute`.

    The descriptors beside it: standard input, output and error, the texts, those to keep.
    """

    action: str
    uid: int
    groups: list[int]
    umask: int
    cwd: str
    path: str  # of a Python program's source
    argv: list[str]
    environment: dict[str, str]  # of an executed program, on top of the zygote's
    reseed: bool  # random numbers; where the program does not use any, that is pages saved
    limits: tuple[tuple[int, tuple[int, int]], ...]  # as setrlimit takes them
    texts: tuple[tuple[str, int], ...]  # name, size
    kept: dict[str, int]  # name, and the number under which the descriptor is kept


def kept_under(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate([*names, FAULT], KEPT)}


def resource_limits(
    limits: Mapping[str, Any], executed: Language | None
) -> tuple[tuple[int, tuple[int, int]], ...]:
    """For a fork that goes on as an interpreter, or executes a program of a language."""
    reserves_memory = executed is not None and executed.runtime.reserves_memory
    more_processes = 0 if executed is None else executed.runtime.threads
    memory = int(limits["memory_mb"]) << 20
    file_size = int(limits["file_kb"]) << 10
    # A net under the supervisor's clock, wide because the kernel counts this one in ticks.
    cpu = 2 * math.ceil(limits["cpu_s"]) + 2
    # An executed program's stack counts as memory; unlimited keeps thread stacks small.
    stack = UNLIMITED if executed else MAIN_STACK
    bounds = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, 1024 if executed else 256),
        (resource.RLIMIT_SIGPENDING, MAX_SIGNALS),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NPROC, int(limits["processes"]) + more_processes),
        (resource.RLIMIT_STACK, stack),
        (resource.RLIMIT_DATA, UNLIMITED if reserves_memory else memory),
        (resource.RLIMIT_AS, UNLIMITED if reserves_memory else memory + ADDRESS_SLACK),
    )
    return tuple((kind, (bound, bound)) for kind, bound in bounds if settable(kind))


@functools.cache
def settable(kind: int) -> bool:
    """Whether the kernel has this limit: gVisor knows those of queues by name alone."""
    try:
        resource.setrlimit(kind, resource.getrlimit(kind))
    except ValueError:
        return False
    return True
