"""Every wall: whatever a program leaves behind, the next one finds a clean slot."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from sandbox import Limits, StdioCase
from tests.sandbox.box import Box


def read_hostile() -> dict[str, str]:
    """hostile.txt as name: source."""
    text = Path(__file__).with_name("hostile.txt").read_text(encoding="utf-8")
    blocks = (block.partition("\n") for block in text.split("\n=== ")[1:])
    return {name: source for name, _, source in blocks}


HOSTILE = read_hostile()

# What a program can tell of the state it starts in, users and times aside.
STATE = textwrap.dedent("""
    import os, resource, signal, sys
    for place in (".", "/tmp", "/dev/shm", "/work", "/work/program"): print(os.listdir(place))
    print(len([name for name in os.listdir("/proc") if name.isdigit()]) <= 5)
    space = os.statvfs("/tmp"); print(space.f_bfree, space.f_blocks)
    print(open(__file__).read() == sys.stdin.read(), sorted(os.environ), os.umask(0))
    print([resource.getrlimit(kind) for kind in range(16)])
    print([signal.getsignal(n) for n in range(1, 32)], os.getpriority(os.PRIO_PROCESS, 0))
    print(os.sched_getaffinity(0), sys.getrecursionlimit(), sorted(sys.modules))
    print(sorted(os.sched_getaffinity(0)), os.getcwd(), len(os.getgroups()))
    print([fd for fd in range(300) if os.path.exists(f"/proc/self/fd/{fd}")])
""")


@pytest.fixture(scope="module")
def clean_state(box: Box) -> bytes:
    """What the state looks like where nothing has run."""
    return state(box)


def state(box: Box) -> bytes:
    return box.output(STATE, STATE.encode())


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_left(box: Box, clean_state: bytes, name: str) -> None:
    before = box.runs()
    seen = box.main(HOSTILE[name], b"x" * 100_000, Limits(cpu_s=5, wall_s=5, file_kb=1 << 20))
    assert seen.stdout.startswith(b"made\n"), seen
    assert state(box) == clean_state
    served = [after - was for was, after in zip(before, box.runs(), strict=False)]
    assert max(served) == 2  # the same slot: cleaned, not thrown away


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
