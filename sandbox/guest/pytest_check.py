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
from types import FrameType, ModuleType
from typing import Any

import pytest
from _pytest.config import get_config

from sandbox.guest.handles import Candidate, in_words, shadowed
from sandbox.guest.peer import PeerGone, is_remote

MAX_TESTS = 10_000
MAX_MESSAGE = 500
Outcome = dict[str, str]


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
        setting, nothing in the place of what the importing file binds, and built-in names only
        where they are what it tests."""
        hidden, meant = own_names(sys._getframe(1), self._candidate)
        return [
            name
            for name in self._candidate.names
            if not name.startswith(("_", "test", "Test", "pytest"))
            and name not in hidden
            and (name in meant or not hasattr(builtins, name))
        ]

    def __getattr__(self, name: str) -> object:
        try:
            found = self._candidate.resolve(name)
        except KeyError:
            raise AttributeError(f"the program defines no {name}") from None
        setattr(self, name, found)
        return found


def own_names(importer: FrameType, candidate: Candidate) -> tuple[set[str], set[str]]:
    """Names that a test file binds by its own statements, and built-in names by which it means
    the candidate's functions."""
    stores = dis.get_instructions(importer.f_code)
    bound = {each.argval for each in stores if each.opname == "STORE_NAME"}
    try:
        with open(importer.f_code.co_filename, "rb") as file:
            tree = ast.parse(file.read())
    except OSError:  # code without a file
        return bound, set()
    return bound, shadowed(tree, candidate, None)


class Collector:
    """A pytest plugin that keeps one outcome for each collected test."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self.outcomes: dict[str, Outcome] = {}
        self.errors: list[str] = []

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """What pytest before 8 asks for, though the terminal plugin that has it is left out."""
        parser.addoption("--verbose", type=int, default=0)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(report.longreprtext[-MAX_MESSAGE:])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items[:MAX_TESTS]:
            self.outcomes[item.nodeid] = {"name": item.nodeid, "outcome": "not_run", "message": ""}

    @pytest.hookimpl(hookwrapper=True)  # the form that pluggy before 1.2 knows as well
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        result = yield
        kept = self.outcomes.get(item.nodeid)
        if kept is not None:
            self._keep(kept, result.get_result(), call)

    def _keep(self, kept: Outcome, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
        if report.passed and report.when == "call" and kept["outcome"] == "not_run":
            # A fault that the test took for an exception of the program's is no pass.
            kept["outcome"] = "passed" if self._candidate.fault is None else "candidate_gone"
        elif report.skipped:
            kept["outcome"] = "skipped"
        elif report.failed:
            error = call.excinfo.value if call.excinfo else None
            remote = error is not None and is_remote(error)
            kept["outcome"] = "candidate_error" if remote else "failed"
            if isinstance(error, PeerGone):
                kept["outcome"] = "candidate_gone"
            kept["message"] = in_words(error)[:MAX_MESSAGE]


def run_tests(folder: str, files: list[str], plugin: object) -> None:
    """Have pytest run the files of a folder. What lies above it is not looked at: a program
    may write there."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler"]
    options += ["-c", os.devnull, "--rootdir", folder, "--confcutdir", folder]
    options += ["--import-mode=importlib", *(os.path.join(folder, name) for name in files)]
    pytest.main(options, plugins=[plugin])


def judged(order: dict[str, Any], candidate: Candidate) -> tuple[str, str, list[Outcome]]:
    """(outcome, message, outcome of each test); the files lie in a folder of the working
    directory.

    Raises PeerGone and Undecodable where the program's fault kept files from being collected.
    """
    module = order["module"]
    sys.modules[module] = CandidateModule(module, candidate)
    os.chdir(order["folder"])
    collector = Collector(candidate)
    run_tests(os.getcwd(), order["files"], collector)
    tests = list(collector.outcomes.values())
    if collector.errors and candidate.fault is not None:
        raise candidate.fault
    if collector.errors or not tests:
        return "check_error", "\n".join(collector.errors) or "no test was collected", tests
    failed = [test for test in tests if test["outcome"] not in ("passed", "skipped")]
    if not failed:
        return "passed", "", tests
    return "failed", f"{failed[0]['name']}: {failed[0]['message']}", tests
