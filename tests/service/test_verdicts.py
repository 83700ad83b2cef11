"""The verdict on every kind of observation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sandbox import AssertCase, CallCase, CheckReport, Execution, StdioCase
from sandbox.guest import values
from service.judge.cases import Check, Holds, Output, Returned
from service.judge.compare import POLICIES
from service.judge.verdicts import judge
from service.wire import Verdict

ENDED_WELL = Execution(exit_code=0, signal=None, limit=None, cpu_s=0, wall_s=0, memory_mb=0)
PRINTS = Check("1", 1.0, StdioCase(), Output(b"3\n", POLICIES["tokens"]))
PRINTS_NOTHING = Check("1", 1.0, StdioCase(), Output(b"", POLICIES["tokens"]))
RETURNS = Check("1", 1.0, CallCase("f"), Returned([1, 2]))
HOLDS = Check("1", 1.0, AssertCase("assert f() == 1"), Holds())


@pytest.mark.parametrize(
    ("check", "seen", "verdict"),
    [
        (PRINTS, {"stdout": b" 3"}, Verdict.PASSED),
        (PRINTS, {"stdout": b"4"}, Verdict.WRONG_ANSWER),
        (PRINTS, {}, Verdict.WRONG_ANSWER),
        (PRINTS, {"stdout": b"3", "exit_code": 1}, Verdict.RUNTIME_ERROR),
        (PRINTS, {"stdout": b"3", "exit_code": None, "signal": 11}, Verdict.RUNTIME_ERROR),
        (PRINTS, {"stdout": b"3", "limit": "cpu"}, Verdict.TIME_LIMIT),
        (PRINTS, {"stdout": b"3", "limit": "wall"}, Verdict.TIME_LIMIT),
        (PRINTS, {"limit": "memory", "exit_code": None, "signal": 9}, Verdict.MEMORY_LIMIT),
        (PRINTS, {"stdout": b"3", "limit": "output"}, Verdict.OUTPUT_LIMIT),
        (PRINTS, {"exit_code": 1, "stderr": b"Trace\nMemoryError\n"}, Verdict.MEMORY_LIMIT),
        (PRINTS, {"exit_code": 1, "stderr": b"MemoryError\nother"}, Verdict.RUNTIME_ERROR),
        (
            PRINTS,
            {"exit_code": 1, "stderr": b"numpy._core._exceptions._ArrayMemoryError: no"},
            Verdict.MEMORY_LIMIT,
        ),
        (
            PRINTS,
            {"exit_code": None, "signal": 6, "stderr": b"terminate\n  what():  std::bad_alloc\n"},
            Verdict.MEMORY_LIMIT,
        ),
        (PRINTS, {"stdout": b"3", "stderr": b"MemoryError"}, Verdict.PASSED),
        (PRINTS_NOTHING, {}, Verdict.PASSED),
        (PRINTS_NOTHING, {"exit_code": 1}, Verdict.RUNTIME_ERROR),
        (RETURNS, {"value": values.encode((1, 2))}, Verdict.PASSED),
        (RETURNS, {"value": values.encode([2, 1])}, Verdict.WRONG_ANSWER),
        (RETURNS, {"value": b"nonsense"}, Verdict.WRONG_ANSWER),
        (RETURNS, {}, Verdict.RUNTIME_ERROR),
        (RETURNS, {"value": values.encode([1, 2]), "exit_code": 1}, Verdict.RUNTIME_ERROR),
        (HOLDS, {"check": CheckReport("passed")}, Verdict.PASSED),
        (HOLDS, {"check": CheckReport("failed", "no")}, Verdict.WRONG_ANSWER),
        (HOLDS, {"check": CheckReport("candidate_error")}, Verdict.RUNTIME_ERROR),
        (HOLDS, {"check": CheckReport("candidate_gone")}, Verdict.RUNTIME_ERROR),
        (HOLDS, {"check": CheckReport("check_error", "NameError")}, Verdict.NOT_RUN),
        (HOLDS, {"check": CheckReport("passed"), "limit": "cpu"}, Verdict.TIME_LIMIT),
        (HOLDS, {}, Verdict.RUNTIME_ERROR),
    ],
)
def test_verdict(check: Check, seen: dict[str, object], verdict: Verdict) -> None:
    assert judge(check, replace(ENDED_WELL, **seen)).verdict is verdict  # type: ignore[arg-type]


def test_cpu_and_wall_are_told_apart() -> None:
    messages = {
        judge(PRINTS, replace(ENDED_WELL, limit="cpu")).message,
        judge(PRINTS, replace(ENDED_WELL, limit="wall")).message,
    }
    assert messages == {"CPU time limit", "wall clock limit"}


def test_the_signal_is_named() -> None:
    assert judge(PRINTS, replace(ENDED_WELL, exit_code=None, signal=11)).message == (
        "ended by SIGSEGV"
    )
    assert judge(PRINTS, replace(ENDED_WELL, exit_code=None, signal=99)).message == (
        "ended by signal 99"
    )


@pytest.mark.parametrize(
    "stderr",
    [
        b'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat Main.f\n',
        b"\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1:",
        b"runtime: out of memory: cannot allocate 4194304-byte block\nfatal error: out of memory\n",
        b"memory allocation of 1048576 bytes failed\n",
        b"Fatal error: exception Out of memory\n",
        b"main.rb: failed to allocate memory (NoMemoryError)\n",
        b"mmap() failed: [12] Cannot allocate memory\nOut of memory\n",
        b"lua5.4: not enough memory\n",
        b"Error: cannot allocate vector of size 7.6 Mb\nExecution halted\n",
        b"main.sh: xrealloc: cannot allocate 67108992 bytes\n",
    ],
)
def test_each_runtime_says_in_its_words_that_memory_is_out(stderr: bytes) -> None:
    seen = replace(ENDED_WELL, exit_code=1)
    assert judge(PRINTS, seen).verdict is Verdict.RUNTIME_ERROR
    assert judge(PRINTS, replace(seen, stderr=stderr)).verdict is Verdict.MEMORY_LIMIT
