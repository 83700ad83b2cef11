"""Runs pytest or unittest files about a program that lives in another process.

The candidate's module is a stand-in whose attributes are the program's names; the test files
import it as if it were local. The candidate has no file here: no plugin, no conftest.
"""

from __future__ import annotations

import ast
import builtins
import dis
import os
import sys
from types import CodeType, FrameType, ModuleType
from typing import Any, Protocol

import pytest
from _pytest.config import get_config

from sandbox.guest.handles import Candidate, in_words, meant
from sandbox.guest.outcomes import USES_NOTHING, Outcome, Tell, noted, summed_up, words_of
from sandbox.guest.peer import PeerGone, is_remote

MAX_TESTS = 10_000
MAX_MESSAGE = 500


os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
get_config()  # loads pytest's own plugins: before the fork, once


class CandidateModule(ModuleType):
    """Importable under the name that the tests use."""

    def __init__(self, name: str, candidate: Candidate) -> None:
        super().__init__(name)
        self._candidate = candidate

    @property
    def __all__(self) -> list[str]:
        """What `from module import *` brings: nothing that pytest would collect or take for a
        setting, nothing in the place of what the importing file binds, and names of built-in
        functions and standard modules only where they are what it tests."""
        hidden, tested = own_names(sys._getframe(1), self._candidate)
        return [
            name
            for name, origin in self._candidate.names.items()
            if not name.startswith(("_", "test", "Test", "pytest"))
            and name not in hidden
            and (name in tested or not is_ours(name, origin[:1] == ["module"]))
        ]

    def __getattr__(self, name: str) -> object:
        if name not in self._candidate.names:
            raise AttributeError(f"the program defines no {name}")
        # What a file imports by name is the program's, unless that is a module.
        module = self._candidate.names[name][:1] == ["module"]
        found = self._candidate.resolve(name, meant=not module)
        setattr(self, name, found)
        return found


def is_ours(name: str, module: bool) -> bool:
    """Whether a test file that says the name means nothing of the candidate's, or at most the
    module of that name that the candidate imports."""
    return hasattr(builtins, name) or (name in sys.stdlib_module_names and not module)


def own_names(importer: FrameType, candidate: Candidate) -> tuple[set[str], set[str]]:
    """Names that a test file binds by its own statements, and those of built-in functions and
    standard modules by which it means the candidate's functions."""
    bound = bound_names(importer.f_code)
    try:
        with open(importer.f_code.co_filename, "rb") as file:
            tree = ast.parse(file.read())
    except OSError:  # code without a file
        return bound, set()
    return bound, meant(tree, candidate, None)


def bound_names(module: CodeType) -> set[str]:
    """What a module's own statements bind, outside functions and classes."""
    instructions = dis.get_instructions(module)
    return {each.argval for each in instructions if each.opname == "STORE_NAME"}


class Judge(Protocol):
    """What becomes of one test, by the end of one of its phases."""

    def passed(self) -> tuple[str, str]:
        """(outcome, message)"""

    def skipped(self, error: BaseException | None) -> str: ...

    def failed(self, error: BaseException | None) -> str: ...


class Apart:
    """The program is behind a proxy."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate

    def passed(self) -> tuple[str, str]:
        # A fault that the test took for an exception of the program's is no pass.
        return ("passed" if self._candidate.fault is None else "candidate_gone"), ""

    def skipped(self, error: BaseException | None) -> str:
        return "skipped"

    def failed(self, error: BaseException | None) -> str:
        if isinstance(error, PeerGone):
            return "candidate_gone"
        return "candidate_error" if error is not None and is_remote(error) else "failed"


class Collector:
    """A pytest plugin that keeps one outcome for each collected test, and tells of each."""

    def __init__(self, judge: Judge, tell: Tell = lambda *fields: None) -> None:
        self._judge = judge
        self._tell = tell
        self.outcomes: dict[str, Outcome] = {}
        self.errors: list[str] = []

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """What pytest before 8 asks for, though the terminal plugin that has it is left out."""
        parser.addoption("--verbose", type=int, default=0)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(report.longreprtext[-MAX_MESSAGE:])
            self._tell("error", self.errors[-1])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items[:MAX_TESTS]:
            self.outcomes[item.nodeid] = noted(item.nodeid)
            self._tell("collected", item.nodeid)

    @pytest.hookimpl(hookwrapper=True)  # the form that pluggy before 1.2 knows as well
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        raised = call.excinfo  # which pytest may replace
        result = yield
        error = raised or call.excinfo
        kept = self.outcomes.get(item.nodeid)
        if kept is not None:
            self._keep(kept, result.get_result(), error.value if error else None)

    def fail_all(self, message: str) -> None:
        """Take back what has passed."""
        for kept in self.outcomes.values():
            if kept["outcome"] == "passed":
                kept.update(outcome="failed", message=message)

    def _keep(self, kept: Outcome, report: pytest.TestReport, error: BaseException | None) -> None:
        if report.passed and report.when == "call" and kept["outcome"] == "not_run":
            kept["outcome"], kept["message"] = self._judge.passed()
        elif report.skipped:
            kept["outcome"] = self._judge.skipped(error)
        elif report.failed:
            kept["outcome"] = self._judge.failed(error)
            kept["message"] = in_words(error)[:MAX_MESSAGE]
        self._tell("outcome", kept["name"], kept["outcome"], kept["message"])


def content_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def make_importable(module: ModuleType, root: str) -> None:
    """Have an import of the module's dotted name find it, in packages that hold nothing else.
    `root` is the directory that the packages would be in."""
    name = module.__name__
    sys.modules[name] = module
    while "." in name:
        name, _, last = name.rpartition(".")
        package = sys.modules.setdefault(name, ModuleType(name))
        package.__path__ = [os.path.join(root, *name.split("."))]
        setattr(package, last, module)
        module = package


def run_tests(folder: str, files: list[str], *plugins: object) -> None:
    """Have pytest run the files of a folder. What lies above it is not looked at: a program
    may write there."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler"]
    options += ["-c", os.devnull, "--rootdir", folder, "--confcutdir", folder]
    options += ["--import-mode=importlib", *(os.path.join(folder, name) for name in files)]
    pytest.main(options, plugins=plugins)


def judged(order: dict[str, Any], candidate: Candidate) -> dict[str, Any]:
    """The report; the files lie in a folder of the working directory.

    Raises PeerGone and Undecodable where the program's fault kept files from being collected.
    """
    os.chdir(order["folder"])
    make_importable(CandidateModule(order["module"], candidate), os.getcwd())
    collector = Collector(Apart(candidate))
    words = words_of(map(content_of, order["files"]))
    run_tests(os.getcwd(), order["files"], collector)
    if not candidate.used & words:
        collector.fail_all(USES_NOTHING)
    if collector.errors and candidate.fault is not None:
        raise candidate.fault
    return summed_up(list(collector.outcomes.values()), collector.errors)
