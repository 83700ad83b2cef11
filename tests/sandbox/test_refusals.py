"""Refused system calls that the wall tells of, and that the program sees as it always did."""

from __future__ import annotations

import textwrap

from sandbox import Limits, StdioCase
from tests.sandbox.box import Box

SOCKET = "import socket\ntry: socket.socket()\nexcept OSError as error: print(error.errno)\n"
CALLS = """
    import ctypes, errno, platform
    libc = ctypes.CDLL(None, use_errno=True)
    column = {"x86_64": 0, "aarch64": 1}[platform.machine()]
    def attempt(*numbers):
        ctypes.set_errno(0)
        return libc.syscall(numbers[column], 0, 0, 0, 0, 0, 0), ctypes.get_errno()
"""


def calls(*lines: str) -> str:
    return "\n".join([textwrap.dedent(CALLS), *lines])


def told(box: Box, *names: str) -> tuple[str, ...]:
    return () if box.gvisor else tuple(sorted(names))


def test_a_socket_is_refused_and_told(box: Box) -> None:
    first, second = box.run(SOCKET, [StdioCase(), StdioCase()])
    assert first.stdout == b"97\n"  # EAFNOSUPPORT, as the filter says it
    assert first.refused == second.refused == told(box, "socket")
    assert box.main("print(1)").refused == ()


def test_one_that_no_engine_looks_at_before(box: Box) -> None:
    if box.wall.name != "bubblewrap":
        return
    source = calls("print(attempt(101, 117), attempt(272, 97), attempt(425, 425))")
    seen = box.main(source)
    assert seen.stdout == b"(-1, 1) (-1, 1) (-1, 1)\n"
    assert seen.refused == ("ptrace", "unshare")  # runtimes try io_uring by themselves


def test_children_and_threads_are_told_of(box: Box) -> None:
    source = f"import os, threading\ndef attempt():\n{textwrap.indent(SOCKET, '    ')}"
    in_thread = "thread = threading.Thread(target=attempt)\nthread.start()\nthread.join()\n"
    in_child = "pid = os.fork()\nif pid == 0:\n    attempt()\n    os._exit(0)\nos.wait()\n"
    for way in (in_thread, in_child):
        assert box.main(source + way).refused == told(box, "socket")


def test_a_flood_of_refused_calls_is_as_good_as_any_loop(box: Box) -> None:
    flood = f"while True:\n{textwrap.indent(SOCKET, '    ').replace('print(error.errno)', 'pass')}"
    seen = box.main(flood, limits=Limits(cpu_s=1, wall_s=2))
    assert seen.limit in ("cpu", "wall")
    assert box.output("print(1)") == b"1\n"


def test_who_dies_while_a_call_waits_holds_up_nobody(box: Box) -> None:
    source = f"""
    import os, signal, threading
    def attempt():
        while True:
            {SOCKET.replace(chr(10), chr(10) + " " * 12)}
    for _ in range(8): threading.Thread(target=attempt, daemon=True).start()
    os.kill(os.getpid(), signal.SIGKILL)
    """
    for _ in range(5):
        assert box.main(textwrap.dedent(source)).signal == 9
    assert box.output("print(1)") == b"1\n"
