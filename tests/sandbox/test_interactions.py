"""Every wall: a program and its interactor, joined by pipes, each seen to end by itself."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import Execution, Limits, Program
from sandbox.types import InteractCase
from tests.sandbox.box import Box

# Tells its number, reads to the end of its input, and accepts the number's square alone.
INTERACTOR = """
import sys
number = int(open("number.txt").read())
print(number, flush=True)
answer = sys.stdin.read()
open("told.txt", "w").write(answer)
sys.exit(42 if answer.split() == [str(number * number)] else 43)
"""


def interact(box: Box, source: str, limits: Limits | None = None) -> tuple[Execution, Execution]:
    """How the program and the interactor ended."""
    interactor = Program("python", INTERACTOR)
    case = InteractCase(interactor, files={"number.txt": b"7"}, collect=("told.txt",))
    seen = box.run(textwrap.dedent(source), [case], limits or Limits(wall_s=30))[0]
    assert seen.interactor is not None
    return seen, seen.interactor


@pytest.mark.parametrize(
    ("source", "code", "told"),
    [
        ("print(int(input()) ** 2)", 42, b"49\n"),
        ("print(int(input()) * 2)", 43, b"14\n"),
        ("input()", 43, b""),
    ],
)
def test_what_each_said(box: Box, source: str, code: int, told: bytes) -> None:
    seen, interactor = interact(box, source)
    assert (seen.exit_code, seen.limit) == (0, None)
    assert interactor.exit_code == code
    assert interactor.collected == {"told.txt": told}


def test_a_program_that_fails(box: Box) -> None:
    seen, interactor = interact(box, "print(input())\n1 / 0")
    # Of two ends within the same moment either may seem to be first.
    assert seen.exit_code == (0 if seen.dismissed else 1)
    assert interactor.exit_code == 43
    assert b"ZeroDivisionError" in seen.stderr
    assert interactor.stderr == b""


@pytest.mark.parametrize(
    "child",
    [
        "time.sleep(600)",
        "while True: pass",
        "os.setsid()\n    while True: os.fork() or os.setsid()",
    ],
    ids=["sleeps", "spins", "forks"],
)
def test_a_child_left_behind_keeps_no_pipe_open(box: Box, child: str) -> None:
    """Else the interactor waits for an end of input that never comes, and its limit would be
    taken for the interactor's fault."""
    source = f"""
import os, time
if os.fork() == 0:
    {child}
print(int(input()) ** 2)
"""
    seen, interactor = interact(box, source, Limits(wall_s=30, cpu_s=10, processes=8))
    assert (seen.exit_code, seen.limit) == (0, None)
    assert (interactor.exit_code, interactor.limit) == (42, None)


def test_both_are_bounded(box: Box) -> None:
    seen, interactor = interact(box, "import time; time.sleep(600)", Limits(wall_s=0.5))
    assert (seen.limit, interactor.limit) == ("wall", "wall")


def test_the_program_cannot_reach_the_interactor(box: Box) -> None:
    source = """
        import os
        number = int(input())
        for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
            if pid == os.getpid(): continue
            for path in ("mem", "fd/1", "cwd/number.txt", "cwd/told.txt"):
                try: os.write(os.open(f"/proc/{pid}/{path}", os.O_RDWR), b"49")
                except OSError: pass
            try: os.kill(pid, 9)
            except OSError: pass
        for path in ("/work/partner/told.txt", "/work/interactor/main.py"):
            try: open(path, "w").write("49")
            except OSError: pass
        print(number)
    """
    seen, interactor = interact(box, source)
    assert seen.exit_code == 0
    assert (interactor.exit_code, interactor.collected) == (43, {"told.txt": b"7\n"})
