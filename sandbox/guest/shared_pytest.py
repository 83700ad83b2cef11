"""pytest and unittest files in the program's own process, for tests that no proxy can serve.

Program and tests share memory, so a program that sets out to cheat can: by objects that equal
everything, by looking through stack frames. What does not help it here: to end early, to write
to every descriptor, to replace or mark or add tests, to skip, to patch the frameworks.
"""

from __future__ import annotations

import json
import os
import sys
import unittest
from collections.abc import Iterable
from contextlib import suppress
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

import pytest

from sandbox.guest import outcomes, program
from sandbox.guest.pristine import Pristine
from sandbox.guest.pytest_check import (
    Collector,
    bound_names,
    content_of,
    is_ours,
    make_importable,
    run_tests,
)

SKIPS = (pytest.skip.Exception, pytest.xfail.Exception, unittest.SkipTest)
LIBRARY = os.path.dirname(os.__file__)
FRAMEWORKS = tuple(
    os.path.dirname(sys.modules[name].__file__ or "") for name in ("_pytest", "pluggy")
)
TAMPERED = "the program changed pytest or unittest"

# Names that a test file must not take over from the program by `import *`, since pytest and
# unittest look for them.
HOOKS = ("_", "collect_", "load_tests", "pytest", "setup", "setUp", "teardown", "tearDown")
TESTS = ("test", "Test")


def run(code: CodeType, path: str, request: bytes, report_fd: int) -> NoReturn:
    """Load the program as the module that the tests import, run them, end.

    The request: {"module", "folder", "files", "seal"}, the last as in `outcomes`.
    """
    order = json.loads(request)
    tell = outcomes.pen(report_fd, order.pop("seal"))
    frameworks = Pristine()
    _hide_the_guest()
    loaded = set(sys.modules)
    try:
        module = program.load(code, path, order["module"])
    except BaseException as error:  # the program's own end, whatever it is
        program.finish(program.status_of(error))
    frameworks.restore_all()
    _forget(order["files"], loaded | {order["module"]})
    taken = _bound(os.path.join(order["folder"], name) for name in order["files"])
    vars(module)["__all__"] = _offered(module, taken)
    make_importable(module, path.removesuffix(f"{module.__name__.replace('.', '/')}.py"))
    paths = [os.path.join(order["folder"], name) for name in order["files"]]
    unused = not _defined(module) & outcomes.words_of(map(content_of, paths))
    together = Together(path, order["folder"], frameworks, unused)
    run_tests(order["folder"], order["files"], Collector(together, tell), together)
    tell("end")
    os._exit(program.flushed(0))


class Together:
    """What becomes of a test, where whatever it raises may be the program's doing. A plugin,
    since pytest itself changes a little of pytest as it starts."""

    def __init__(self, path: str, folder: str, frameworks: Pristine, unused: bool) -> None:
        self._path = path
        self._unused = unused  # no test can mean anything that the program defines
        self._folder = folder
        self._frameworks = frameworks

    def pytest_sessionstart(self) -> None:
        self._frameworks = Pristine()

    def passed(self) -> tuple[str, str]:
        if self._frameworks.restore():
            return "failed", TAMPERED
        return ("failed", outcomes.USES_NOTHING) if self._unused else ("passed", "")

    def skipped(self, error: BaseException | None) -> str:
        """Skipped, if tests and frameworks alone had a hand in it."""
        places = (self._folder, LIBRARY, *FRAMEWORKS)
        while isinstance(error, SKIPS):
            if not all(file.startswith(places) for file in _files(error)):
                return "candidate_error"
            error = error.__context__  # unittest's, of which pytest makes its own
        return "skipped"

    def failed(self, error: BaseException | None) -> str:
        """An error of the program's where its code comes last, behind that of the tests."""
        self._frameworks.restore()
        mine = [file for file in _files(error) if file.startswith((self._path, self._folder))]
        return "candidate_error" if mine[-1:] == [self._path] else "failed"


def _files(error: BaseException | None) -> list[str]:
    """The files whose code an exception came through, outermost first."""
    trace = None if error is None else error.__traceback__
    found = []
    while trace is not None:
        found.append(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
    return found


def _hide_the_guest() -> None:
    """Our own modules are not for the program to import."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sandbox"]:
        del sys.modules[name]
    sys.modules["__main__"] = ModuleType("__main__")


def _forget(files: Iterable[str], known: set[str]) -> None:
    """Give up modules that the program has put where the test files will be imported to."""
    stems = {os.path.basename(name).partition(".")[0] for name in files}
    for name in [name for name in sys.modules if name not in known]:
        if name.rpartition(".")[2] in stems:
            del sys.modules[name]


def _bound(paths: Iterable[str]) -> set[str]:
    """The names that test files bind by statements of their own."""
    names: set[str] = set()
    for path in paths:
        with open(path, "rb") as file, suppress(SyntaxError, ValueError):  # pytest will say so
            names |= bound_names(compile(file.read(), path, "exec", dont_inherit=True))
    return names


def _defined(module: ModuleType) -> set[str]:
    """Names of the program's own, also imported ones that are no modules."""
    return {name for name, value in vars(module).items() if not isinstance(value, ModuleType)}


def _offered(module: ModuleType, taken: set[str]) -> list[str]:
    """What `import *` gives of the program: nothing that a framework would make something of,
    nothing in the place of what is the tests' own or built in."""
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith(HOOKS + TESTS)
        and name not in taken
        and not is_ours(name, isinstance(value, ModuleType))
        and not _collected(value)
    ]


def _collected(value: Any) -> bool:
    """Whether a framework would, whatever it is called: a test case, a fixture."""
    if isinstance(value, type):
        return issubclass(value, unittest.TestCase)
    if isinstance(value, FunctionType) and "_pytestfixturefunction" in vars(value):
        return True  # as pytest before 8.4 marks them
    return type(value).__module__.startswith("_pytest.")
