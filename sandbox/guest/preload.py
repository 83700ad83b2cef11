"""What a zygote has loaded before it forks, so that no program pays for an import of it."""

from __future__ import annotations

import builtins
import importlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress

HOST_PACKAGES = "/opt/packages"  # where a wall without an image shows the host's
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"

# A module that is not loaded yet costs a fork some 250 pages, and one that is loaded but not used
# makes every fork a little dearer. So one zygote has what most programs import, and another what
# some of them do as well.
COMMON = (
    *("bisect", "collections", "functools", "heapq", "itertools", "math", "operator", "re"),
    *("string", "threading", "typing"),
)
LIBRARY = ("copy", "datetime", "decimal", "fractions", "json", "queue", "random", "statistics")
CALLED = (*COMMON, *LIBRARY, "sandbox.guest.agent")
HARNESS = ("threading", "sandbox.guest.harness")
MODULES = {
    "main": COMMON,
    "library": CALLED,
    "numeric": CALLED,
    "check": HARNESS,
    "pytest": HARNESS,
}
PACKAGES = {"numeric": "numpy", "pytest": "sandbox.guest.shared_pytest"}
HOOKED = ("threading", "random")  # modules that want to be told of every fork

Hook = Callable[[], object]


def preload(role: str) -> None:
    """Import the role's modules, then leave only the path that candidates have.

    Raises ImportError where somebody imported one of `HOOKED` before, with its own hook."""
    os.umask(0o022)
    import_hooked([name for name in HOOKED if name in MODULES[role]])
    for name in MODULES[role]:
        importlib.import_module(name)
    add_site_builtins()
    sys.path[:] = candidate_path()
    if role in PACKAGES:
        with suppress(ImportError):  # a wall without the package: whoever imports it says so
            importlib.import_module(PACKAGES[role])


def import_hooked(names: list[str]) -> None:
    """Import modules whose fork hooks do nothing in our own forks.

    There no thread is lost, and to look for one doubles the pages that a fork copies; `reseed`
    does for random numbers what has to be done."""
    if any(name in sys.modules for name in names):
        raise ImportError(f"one of {', '.join(names)} is loaded already, and its fork hook with it")
    hooks: list[Hook] = []
    register = os.register_at_fork
    vars(os)["register_at_fork"] = lambda *, after_in_child: hooks.append(after_in_child)
    for name in names:
        importlib.import_module(name)
    vars(os)["register_at_fork"] = register
    register(after_in_child=SecondFork(hooks))


class SecondFork:
    """Hooks that run in a program's own forks, not in the fork that the program is."""

    def __init__(self, hooks: list[Hook]) -> None:
        self._hooks = hooks
        self._forked = False

    def __call__(self) -> None:
        if self._forked:
            for hook in self._hooks:
                hook()
        self._forked = True


def reseed() -> None:
    """Give random numbers a state of their own, in the fork that a program is."""
    for name in ("random", "numpy.random"):
        if name in sys.modules:
            sys.modules[name].seed()


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
