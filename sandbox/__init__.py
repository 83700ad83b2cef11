"""Runs untrusted programs behind a wall and reports what they did.

    wall = choose_wall(WallConfig())            # docker (runc | runsc) or bubblewrap
    with SlotPool(wall) as pool:
        report = pool.run(Program("python", src), [StdioCase(b"1 2\\n")], Limits())

This package knows no HTTP, no queue and no expected output.
"""

from sandbox.errors import ImageError, LanguageMissing, SandboxError, SlotLost, WallUnavailable
from sandbox.types import (
    AssertCase,
    CallCase,
    Case,
    CheckReport,
    CompileReport,
    Execution,
    InteractCase,
    Limits,
    Oddity,
    Program,
    PytestCase,
    StdioCase,
    TestOutcome,
)

__all__ = [
    "AssertCase",
    "CallCase",
    "Case",
    "CheckReport",
    "CompileReport",
    "Execution",
    "ImageError",
    "InteractCase",
    "LanguageMissing",
    "Limits",
    "Oddity",
    "Program",
    "PytestCase",
    "SandboxError",
    "SlotLost",
    "StdioCase",
    "TestOutcome",
    "WallUnavailable",
]
