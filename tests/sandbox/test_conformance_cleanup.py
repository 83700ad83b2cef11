"""Every wall: whatever a program leaves behind, the next one finds a clean slot.

tests/hostile has the programs that set out to leave something.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox import Limits, StdioCase
from tests.sandbox.box import Box

# What a program can tell of the state it starts in, users and times aside.
STATE = (Path(__file__).parents[1] / "hostile/frames/state.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def clean_state(box: Box) -> bytes:
    """What the state looks like where nothing has run."""
    return state(box)


def state(box: Box) -> bytes:
    seen = box.main(STATE, b"x\n")
    assert seen.stdout == b"x\n", seen
    return seen.stderr


def test_a_compiled_program_leaves_nothing(box: Box, clean_state: bytes) -> None:
    source = '#include <cstdio>\nint main() { fclose(fopen("/tmp/left", "w")); fopen("f", "w"); }'
    box.run(source, [StdioCase()] * 2, language="cpp")
    box.report("not a program", [StdioCase()], language="cpp")
    assert state(box) == clean_state


def test_calls_and_checks_leave_nothing(box: Box, clean_state: bytes) -> None:
    source = (
        "import os\ndef f(): return [open(p + '/f', 'w').close() for p in ('.', '/tmp', '/work')]"
    )
    assert box.call(source, "f") == [None] * 3
    assert box.check(source, "open('mine', 'w').close(); assert len(f()) == 3").outcome == "passed"
    assert state(box) == clean_state


def test_a_case_too_messy_to_clean_costs_the_slot_not_the_answer(
    box: Box, clean_state: bytes
) -> None:
    """What the program did is known; only the slot is thrown away, and the rest runs elsewhere."""
    if box.gvisor:
        pytest.skip("making so many files takes gVisor too long for a test")
    source = (
        "if input() == 'mess':\n"
        "    for n in range(25_000): open(f'/tmp/{n}', 'w').close()\n"
        "print('done')"
    )
    cases = [StdioCase(b"mess"), StdioCase(b"tidy"), StdioCase(b"mess")]
    seen = box.run(source, cases, Limits(wall_s=30))
    assert [each.stdout for each in seen] == [b"done\n"] * 3
    assert state(box) == clean_state
