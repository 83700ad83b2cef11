"""In a fresh fork: give up rights, set limits, then become what the order says.

An order: {"action", "fds": [names, in the order of the descriptors], "uid", "groups", "cwd",
"path", "argv", "limits": {...}}. Actions: `main`, `call`, `serve`, `check`, `execute`.
"""

from __future__ import annotations

import builtins
import errno
import importlib
import marshal
import math
import os
import resource
import signal
import sys
import threading  # noqa: F401 - loaded before the fork: a program's end joins threads
import traceback
from contextlib import suppress
from typing import Any, NoReturn

from sandbox.guest import program

NOT_EXECUTABLE = (errno.ENOENT, errno.ENOEXEC, errno.EACCES, errno.EISDIR)
KEPT = 200  # where the descriptors that an action keeps begin
FAULT = "fault"
MAX_FAULT = 800  # characters, the last ones
TEXTS = ("source", "code", "request")  # descriptors that are read whole and closed
MAIN_STACK = 120 << 20  # what the kernel leaves below the mappings of a forked interpreter
HOST_PACKAGES = "/opt/packages"  # where a wall without an image shows the host's
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"
UNLIMITED = resource.RLIM_INFINITY
ADDRESS_SLACK = 1 << 30  # address space beyond the data limit: libraries and reservations


# What most programs import, and what a role's forks need: loaded before the fork, once.
COMMON = ("bisect", "collections", "functools", "heapq", "itertools", "re", "string")
MODULES = {
    "main": COMMON,
    "numeric": COMMON,
    "call": (*COMMON, "sandbox.guest.agent"),
    "check": ("sandbox.guest.harness",),
    "pytest": ("sandbox.guest.harness",),
}
PACKAGES = {"numeric": "numpy", "pytest": "sandbox.guest.pytest_check"}


def preload(role: str) -> None:
    """Import the role's modules, then leave only the path that candidates have."""
    for name in MODULES[role]:
        importlib.import_module(name)
    add_site_builtins()
    sys.path[:] = candidate_path()
    if role in PACKAGES:
        with suppress(ImportError):  # a wall without the package: whoever imports it says so
            importlib.import_module(PACKAGES[role])


def candidate_path() -> list[str]:
    """The standard library, then the packages installed for this interpreter: what `site`
    would give, without running the code that `.pth` files hold."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = (HOST_PACKAGES, f"{sys.prefix}/lib/{version}/site-packages", DEBIAN_PACKAGES)
    library = [path for path in sys.path if version.replace(".", "") in path.replace(".", "")]
    return library + [path for path in packages if os.path.isdir(path)]


def add_site_builtins() -> None:
    """`exit`, `quit` and friends, which the skipped `site` module would have added."""
    import _sitebuiltins

    for name in ("exit", "quit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, "Ctrl-D (i.e. EOF)"))
    for name in ("copyright", "credits", "license"):
        setattr(builtins, name, _sitebuiltins._Printer(name, ""))
    builtins.help = _sitebuiltins._Helper()


def run(order: dict[str, Any], fds: list[int], fault: int) -> NoReturn:
    """Never returns; the process ends with the program's own status.

    What breaks before the program, or the parser of its source, has begun is told through
    the descriptor `fault`, which they do not get: it is no statement about the program.
    """
    try:
        given = dict(zip(order["fds"], fds, strict=True))
        for target, name in enumerate(("stdin", "stdout", "stderr")):
            os.dup2(given.pop(name), target)
        texts = {name: read_all(given.pop(name)) for name in TEXTS if name in given}
        kept = keep({**given, FAULT: fault})
        fault = kept[FAULT]
        confine(order)
        become(order, texts, kept)
    except BaseException:
        with suppress(OSError):  # closed by now: it is the program that broke
            os.write(fault, traceback.format_exc()[-MAX_FAULT:].encode("utf-8", "replace"))
        traceback.print_exc()
    os._exit(70)


def read_all(fd: int) -> bytes:
    """A memory file's content; the offset is shared with other forks, so it is not used."""
    return os.pread(fd, os.fstat(fd).st_size, 0)


def keep(given: dict[str, int]) -> dict[str, int]:
    """Close every descriptor above stderr except these, moved to fixed numbers."""
    kept = {}
    for target, (name, fd) in enumerate(given.items(), KEPT):
        os.dup2(fd, target, inheritable=False)
        kept[name] = target
    os.closerange(3, KEPT)
    os.closerange(KEPT + len(kept), 4096)
    return kept


def confine(order: dict[str, Any]) -> None:
    uid = order["uid"]
    os.setsid()
    if uid is not None:
        os.setgroups(order["groups"])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.umask(0o022)
    os.chdir(order["cwd"])
    set_limits(order)


def set_limits(order: dict[str, Any]) -> None:
    limits, execute = order["limits"], order["action"] == "execute"
    memory = int(limits["memory_mb"]) << 20
    file_size = int(limits["file_kb"]) << 10
    # A net under the supervisor's clock, wide because the kernel counts this one in ticks.
    cpu = 2 * math.ceil(limits["cpu_s"]) + 2
    # An executed program's stack counts as memory; unlimited keeps thread stacks small.
    stack = UNLIMITED if execute else MAIN_STACK
    reserves = order.get("reserves_memory", False)
    for kind, soft in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, 1024 if execute else 256),
        (resource.RLIMIT_NPROC, int(limits["processes"]) + order.get("more_processes", 0)),
        (resource.RLIMIT_STACK, stack),
        (resource.RLIMIT_DATA, UNLIMITED if reserves else memory),
        (resource.RLIMIT_AS, UNLIMITED if reserves else memory + ADDRESS_SLACK),
    ):
        resource.setrlimit(kind, (soft, soft))


def become(order: dict[str, Any], texts: dict[str, bytes], kept: dict[str, int]) -> NoReturn:
    action = order["action"]
    if action == "execute":
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        execute(order["argv"], {**os.environ, "HOME": order["cwd"], **order["environment"]})
    os.environ["HOME"] = order["cwd"]
    if action == "check":
        from sandbox.guest import harness

        os.close(kept[FAULT])
        harness.run(texts["source"], kept["channel"], kept["report"])
    if action != "main":
        from sandbox.guest import agent
    path = order["path"]
    code = marshal.loads(texts["code"]) if "code" in texts else None
    os.close(kept[FAULT])
    if code is None:
        code = program.compiled(texts["source"], path, kept["emit"])
    if action == "main":
        program.run_main(code, path, order["argv"])
    if action == "call":
        agent.answer_one(code, path, texts["request"], kept["value"])
    agent.serve(code, path, kept["channel"])


def execute(argv: list[str], environment: dict[str, str]) -> NoReturn:
    """Become the command; raises OSError where it is ours and cannot be had.

    What a compiler made of the source (its path is given) may be anything, also nothing.
    """
    try:
        os.execvpe(argv[0], argv, environment)
    except OSError as error:
        if "/" not in argv[0] or error.errno not in NOT_EXECUTABLE:
            raise
        print(f"the compiler made no program that can be executed: {error}", file=sys.stderr)
    os._exit(126)


assert sys.version_info >= (3, 11), "the guest needs Python 3.11 or later"
