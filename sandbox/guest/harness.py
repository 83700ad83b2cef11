"""Runs a check about a program that lives in another process, and reports the outcome."""

from __future__ import annotations

import ast
import json
import os
import traceback
from collections.abc import Sequence
from types import CodeType
from typing import Any, NoReturn

from sandbox.guest import values
from sandbox.guest.handles import Candidate, Namespace, in_words, meant
from sandbox.guest.outcomes import USES_NOTHING
from sandbox.guest.peer import PeerGone, is_remote

CHECK_FILE = "<check>"
MAX_MESSAGE = 2000


def run(source: bytes, channel: int, report_fd: int) -> NoReturn:
    """Run the order `{"kind": "statements" | "pytest", ...}`, report, end."""
    order = json.loads(source)
    try:
        if order["kind"] == "pytest":
            from sandbox.guest import pytest_check

            candidate = Candidate(channel)
            report = {**pytest_check.judged(order, candidate), "oddities": candidate.oddities}
        else:
            report = judged(order, channel)
    except PeerGone:
        report = told("candidate_gone", "the program ended before the check did")
    except values.Undecodable as error:
        report = told("failed", f"the program answered no plain data: {error}", ["stray_bytes"])
    report["message"] = report["message"][:MAX_MESSAGE]
    view = memoryview(json.dumps(report).encode())
    while view:
        view = view[os.write(report_fd, view) :]
    os._exit(0)


def told(outcome: str, message: str, oddities: Sequence[str] = ()) -> dict[str, Any]:
    return {"outcome": outcome, "message": message, "oddities": list(oddities)}


def judged(order: dict[str, Any], channel: int) -> dict[str, Any]:
    """The report of statements. Raises PeerGone and Undecodable."""
    try:
        tree = ast.parse(order["check"], CHECK_FILE)
        setup_code = compile(order["setup"], "<setup>", "exec", dont_inherit=True)
        check_code = compile(tree, CHECK_FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return told("check_error", "".join(traceback.format_exception_only(error)))
    candidate = Candidate(channel)
    outcome, message = executed(order, tree, (setup_code, check_code), candidate)
    return told(outcome, message, candidate.oddities)


def executed(
    order: dict[str, Any], tree: ast.Module, codes: tuple[CodeType, CodeType], candidate: Candidate
) -> tuple[str, str]:
    """(outcome, message) of setup and check. Raises PeerGone and Undecodable."""
    entry_point = order["entry_point"]
    if entry_point is not None and entry_point not in candidate.names:
        return "failed", f"the program defines no {entry_point}"
    space = Namespace(candidate, meant(tree, candidate, entry_point))
    try:
        for code in codes:
            exec(code, space)
        if entry_point is not None and defines_check(tree):
            space["check"](candidate.resolve(entry_point, meant=True))  # type: ignore[operator]
    except (PeerGone, values.Undecodable):
        raise
    except BaseException as error:  # the test's own end, whatever it is
        return failure(error, order["check"])
    if candidate.fault is not None:  # which the check took for an exception of the program's
        raise candidate.fault
    if not candidate.used:
        return "failed", USES_NOTHING
    return "passed", ""


def defines_check(tree: ast.Module) -> bool:
    """Whether the statements define HumanEval's `check(candidate)` themselves: a program's
    function of that name is the one under test."""
    return any(isinstance(node, ast.FunctionDef) and node.name == "check" for node in tree.body)


def failure(error: BaseException, check: str) -> tuple[str, str]:
    kind = "candidate_error" if is_remote(error) else "failed"
    text = in_words(error)
    lines = check.splitlines()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == CHECK_FILE and frame.lineno and frame.lineno <= len(lines):
            return kind, f"{text}\nin: {lines[frame.lineno - 1].strip()}"
    return kind, text
