"""Runs pytest or unittest files about a program that lives in another process.

The candidate's module is a stand-in whose attributes are the program's names; the test files
import it as if it were local. The candidate has no file here: no plugin, no conftest.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import Any

import pytest
from _pytest.config import get_config

from sandbox.guest.handles import Candidate, in_words
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
        # Without what pytest would collect: tests are the test files' own.
        hidden = ("_", "test", "Test")
        self.__all__ = [name for name in candidate.names if not name.startswith(hidden)]

    def __getattr__(self, name: str) -> object:
        try:
            found = self._candidate.resolve(name)
        except KeyError:
            raise AttributeError(f"the program defines no {name}") from None
        setattr(self, name, found)
        return found


class Collector:
    """A pytest plugin that keeps one outcome for each collected test."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self.outcomes: dict[str, Outcome] = {}
        self.errors: list[str] = []

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
    directory."""
    module = order["module"]
    sys.modules[module] = CandidateModule(module, candidate)
    os.chdir(order["folder"])
    collector = Collector(candidate)
    run_tests(os.getcwd(), order["files"], collector)
    tests = list(collector.outcomes.values())
    if collector.errors or not tests:
        return "check_error", "\n".join(collector.errors) or "no test was collected", tests
    failed = [test for test in tests if test["outcome"] not in ("passed", "skipped")]
    if not failed:
        return "passed", "", tests
    return "failed", f"{failed[0]['name']}: {failed[0]['message']}", tests
