"""In a fresh fork: give up rights, set limits, then become what the order says."""

from __future__ import annotations

import builtins
import errno
import importlib
import marshal
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from sandbox.guest.orders import FAULT, KEPT, Order

NOT_EXECUTABLE = (errno.ENOENT, errno.ENOEXEC, errno.EACCES, errno.EISDIR)
MAX_FAULT = 800  # characters, the last ones
HOST_PACKAGES = "/opt/packages"  # where a wall without an image shows the host's
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"


# What most programs import, and what a role's forks need: loaded before the fork, once.
COMMON = ("bisect", "collections", "functools", "heapq", "itertools", "re", "string")
PROGRAM = "sandbox.guest.program"
MODULES = {
    "main": (*COMMON, PROGRAM),
    "numeric": (*COMMON, PROGRAM),
    "call": (*COMMON, "sandbox.guest.agent"),
    "check": ("sandbox.guest.harness",),
    "pytest": ("sandbox.guest.harness",),
}
PACKAGES = {"numeric": "numpy", "pytest": "sandbox.guest.shared_pytest"}


def preload(role: str) -> None:
    """Import the role's modules, then leave only the path that candidates have."""
    os.umask(0o022)
    import_threading()
    for name in MODULES[role]:
        importlib.import_module(name)
    add_site_builtins()
    sys.path[:] = candidate_path()
    if role in PACKAGES:
        with suppress(ImportError):  # a wall without the package: whoever imports it says so
            importlib.import_module(PACKAGES[role])


def import_threading() -> None:
    """Import threading with a fork hook that does nothing in our own forks: no thread is lost
    there, and to look for one doubles the pages that a fork copies.

    Raises ImportError when somebody imported it before, with its own hook."""
    if "threading" in sys.modules:
        raise ImportError("threading is loaded already, and its fork hook with it")
    register = os.register_at_fork

    def register_for_later(*, after_in_child: Callable[[], object]) -> None:
        register(after_in_child=SecondFork(after_in_child))

    vars(os)["register_at_fork"] = register_for_later
    importlib.import_module("threading")
    vars(os)["register_at_fork"] = register


class SecondFork:
    """A hook that runs in a program's own forks, not in the fork that the program is."""

    def __init__(self, hook: Callable[[], object]) -> None:
        self._hook = hook
        self._forked = False

    def __call__(self) -> None:
        if self._forked:
            self._hook()
        self._forked = True


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


def run(order: Order, fds: list[int], control: int) -> NoReturn:
    """In the fork; never returns. The process ends with the program's own status.

    What breaks before the program, or the parser of its source, has begun is told through
    `control`, which they do not get: it is no statement about the program.
    """
    try:
        os.dup2(fds[0], 0)
        os.dup2(fds[1], 1)
        os.dup2(fds[2], 2)
        texts, used = {}, 3
        for name, size in order.texts:
            texts[name] = os.pread(fds[used], size, 0)  # other forks share the file's offset
            used += 1
        fds.append(control)
        for number in order.kept.values():
            os.dup2(fds[used], number, False)
            used += 1
        os.closerange(3, KEPT)
        os.closerange(KEPT + len(order.kept), 4096)
        confine(order)
        become(order, texts)
    except BaseException:
        with suppress(OSError):  # closed by now: it is the program that broke
            os.write(order.kept[FAULT], marshal.dumps(traceback.format_exc()[-MAX_FAULT:]))
        traceback.print_exc()
    os._exit(70)


def confine(order: Order) -> None:
    uid = order.uid
    os.setsid()
    os.setgroups(order.groups)
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.umask(order.umask)
    os.chdir(order.cwd)
    for kind, bounds in order.limits:
        resource.setrlimit(kind, bounds)


def become(order: Order, texts: dict[str, bytes]) -> NoReturn:
    action, path, kept = order.action, order.path, order.kept
    if action == "execute":
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        execute(order.argv, {**os.environ, "HOME": order.cwd, **order.environment})
    if action == "check":
        from sandbox.guest import harness

        os.close(kept[FAULT])
        harness.run(texts["source"], kept["channel"], kept["report"])
    from sandbox.guest import program

    if action == "shared":
        from sandbox.guest import shared_pytest
    elif action != "main":
        from sandbox.guest import agent
    code = marshal.loads(texts["code"]) if "code" in texts else None
    os.close(kept[FAULT])
    if code is None:
        code = program.compiled(texts["source"], path, kept["emit"])
    if action == "main":
        program.run_main(code, path, order.argv)
    if action == "shared":
        shared_pytest.run(code, path, texts.pop("request"), kept["report"])
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
