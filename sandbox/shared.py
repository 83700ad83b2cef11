"""Checks that run inside the candidate's own process, because no proxy can express them.

A program that sets out to cheat can: it shares memory with the check. Only problems that
ask for `isolation: shared` come here, and their results say so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sandbox.guest.outcomes import USES_NOTHING
from sandbox.types import AssertCase, CheckReport, Execution, Program

_DEFINES_CHECK = re.compile(r"^(async )?def check\(", re.MULTILINE)
_NAME = re.compile(r"\b[A-Za-z]\w*")
# Before the check: built-in functions alone pass no test.
_USES_SOMETHING = """assert any(
    name in globals() and type(globals()[name]).__name__ != "module" for name in {names}
), {message!r}"""


def joined(program: Program, case: AssertCase) -> Program:
    """The program with its check appended, to be run as a program."""
    parts = [program.source, case.setup, case.check]
    if case.entry_point is None and program.language == "python":
        names = sorted(set(_NAME.findall(case.check)))
        parts.insert(1, _USES_SOMETHING.format(names=names, message=USES_NOTHING))
    if case.entry_point is not None:
        found = f"globals()[{case.entry_point!r}]"  # no built-in function of the name
        parts.append(f"check({found})" if _DEFINES_CHECK.search(case.check) else found)
    return Program(program.language, "\n".join(parts) + "\n")


def checked(execution: Execution) -> Execution:
    """The execution of a joined program, with a check report read from its end."""
    if execution.exit_code == 0 and execution.limit is None:
        return replace(execution, check=CheckReport("passed"))
    lines = execution.stderr.decode("utf-8", "replace").strip().splitlines()
    return replace(execution, check=CheckReport("failed", lines[-1] if lines else ""))
