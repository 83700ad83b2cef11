"""Every wall: each limit ends what exceeds it, is told apart, and spares what stays below."""

from __future__ import annotations

import pytest

from sandbox import AssertCase, CallCase, Execution, Limits, StdioCase
from tests.sandbox.box import Box

SPIN = "while True: pass"


def test_cpu_limit(box: Box) -> None:
    seen = box.main(SPIN, limits=Limits(cpu_s=0.5, wall_s=20))
    assert seen.limit == "cpu"
    assert seen.cpu_s > 0.3
    assert seen.exit_code is None


def test_cpu_limit_counts_children_and_threads(box: Box) -> None:
    """CPU time of all processes together: two that spin use it up twice as fast."""
    forks = "import os\nos.fork()\nwhile True: pass"
    threads = (
        "import threading, hashlib\n"
        "def work():\n"
        "    while True: hashlib.sha256(b'x' * 10**6)\n"
        "for _ in range(2): threading.Thread(target=work).start()"
    )
    for source in (forks, threads):
        assert box.main(source, limits=Limits(cpu_s=0.6, wall_s=20)).limit == "cpu"


def test_cpu_limit_is_not_dodged_by_short_lived_children(box: Box) -> None:
    source = (
        "import os, time\n"
        "while True:\n"
        "    if os.fork() == 0:\n"
        "        end = time.process_time() + 0.03\n"
        "        while time.process_time() < end: pass\n"
        "        os._exit(0)\n"
        "    os.wait()"
    )
    assert box.main(source, limits=Limits(cpu_s=0.6, wall_s=20)).limit == "cpu"


def test_cpu_limit_holds_against_handlers(box: Box) -> None:
    source = (
        "import signal\n"
        "for n in (signal.SIGXCPU, signal.SIGTERM, signal.SIGINT, signal.SIGALRM):\n"
        "    signal.signal(n, signal.SIG_IGN)\n"
        "while True:\n"
        "    try:\n"
        "        while True: pass\n"
        "    except BaseException: pass"
    )
    assert box.main(source, limits=Limits(cpu_s=0.5, wall_s=20)).limit == "cpu"


def test_wall_limit(box: Box) -> None:
    seen = box.main(
        "print('begun', flush=True)\nimport time; time.sleep(600)", limits=Limits(wall_s=0.5)
    )
    assert seen.limit == "wall"
    assert seen.stdout == b"begun\n"
    assert seen.cpu_s < 0.5


def test_waiting_for_input_that_never_comes_ends(box: Box) -> None:
    source = "import socket\na, b = socket.socketpair()\na.recv(1)"
    assert box.main(source, limits=Limits(wall_s=0.4)).limit == "wall"


def test_a_program_that_stops_itself_ends(box: Box) -> None:
    source = "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"
    assert box.main(source, limits=Limits(wall_s=0.4)).limit == "wall"


@pytest.mark.parametrize("kind", ["call", "check"])
def test_limits_hold_in_called_programs(box: Box, kind: str) -> None:
    case = CallCase("f") if kind == "call" else AssertCase("assert f() is None")
    for body, limit, limits in (
        ("while True: pass", "cpu", Limits(cpu_s=0.5)),
        ("import time; time.sleep(600)", "wall", Limits(wall_s=0.5)),
        ("print('x' * 10**6)", "output", Limits(output_kb=64)),
    ):
        seen = box.run(f"def f():\n    {body}", [case], limits)[0]
        assert seen.limit == limit
        assert seen.value is None


def test_a_check_that_does_not_end_is_ended(box: Box) -> None:
    case = AssertCase("while True: pass")
    assert box.run("x = 1", [case], Limits(cpu_s=0.5))[0].limit == "cpu"


# --- memory -------------------------------------------------------------------------------


def exceeded_memory(seen: Execution) -> bool:
    """Ended by the limit, or told of it by the interpreter or the C++ library."""
    told = b"MemoryError" in seen.stderr or b"bad_alloc" in seen.stderr
    return seen.limit == "memory" or (seen.exit_code != 0 and told)


@pytest.mark.parametrize(
    "source",
    [
        "block = bytearray(1 << 30)\nprint('held')",
        "blocks = []\nwhile True: blocks.append(b'x' * (1 << 20))",
        "items = []\nwhile True: items.append(object())",
        "text = 'x'\nwhile True: text += text",
        "print(len([0] * (1 << 27)))",
    ],
    ids=["at once", "in steps", "objects", "doubling", "list"],
)
def test_memory_limit(box: Box, source: str) -> None:
    seen = box.main(source, limits=Limits(memory_mb=128))
    assert exceeded_memory(seen), seen
    assert b"held" not in seen.stdout
    assert seen.memory_mb < 300


def test_memory_limit_counts_shared_mappings(box: Box) -> None:
    """RLIMIT_DATA does not know them: the watch does, at its next look."""
    source = (
        "import mmap\n"
        "m = mmap.mmap(-1, 900 << 20)\n"
        "for i in range(0, len(m), 4096): m[i] = 1\n"
        "import time; time.sleep(30)"
    )
    assert box.main(source, limits=Limits(memory_mb=128)).limit == "memory"


def test_memory_limit_counts_processes_together(box: Box) -> None:
    source = (
        "import os, time\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0: break\n"
        "block = b'x' * (80 << 20)\n"
        "time.sleep(30)"
    )
    assert box.main(source, limits=Limits(memory_mb=128, wall_s=25)).limit == "memory"


def test_memory_below_the_limit_is_given(box: Box) -> None:
    source = "block = bytearray(150 << 20)\nprint(len(block))"
    assert box.output(source, limits=Limits(memory_mb=256)) == b"157286400\n"


def test_a_program_survives_its_own_memory_error(box: Box) -> None:
    source = "try:\n    bytearray(1 << 40)\nexcept MemoryError:\n    print('caught')"
    assert box.output(source) == b"caught\n"


def test_memory_limit_of_cpp(box: Box) -> None:
    source = (
        "#include <vector>\n#include <cstdio>\n"
        'int main() { std::vector<char> v(1u << 30, 1); printf("%d", v[5]); }'
    )
    seen = box.main(source, limits=Limits(memory_mb=128), language="cpp")
    assert exceeded_memory(seen) or seen.signal is not None
    assert seen.stdout == b""


# --- processes and files ------------------------------------------------------------------


FORK_BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"


def test_fork_bomb_ends_and_leaves_the_slot_usable(box: Box) -> None:
    seen = box.main(FORK_BOMB, limits=Limits(cpu_s=1, wall_s=3, processes=16))
    assert seen.limit in ("cpu", "wall", "memory")
    assert box.output("print('next')") == b"next\n"


def test_a_bomb_of_detaching_processes_ends(box: Box) -> None:
    """Each child gives birth and dies, so no process list ever shows the same ones."""
    source = (
        "import os\n"
        "while True:\n"
        "    try: pid = os.fork()\n"
        "    except OSError: continue\n"
        "    if pid: os._exit(0)\n"
        "    os.setsid()"
    )
    box.main(source, limits=Limits(cpu_s=1, wall_s=2, processes=16))
    assert box.output("print('next')") == b"next\n"


def test_process_limit_counts_forks_and_threads(box: Box) -> None:
    if box.gvisor:
        pytest.skip("gVisor does not keep RLIMIT_NPROC; its tasks are bounded by the container")
    forks = (
        "import os, time\n"
        "n = 0\n"
        "try:\n"
        "    while True:\n"
        "        if os.fork() == 0: time.sleep(60)\n"
        "        n += 1\n"
        "except BlockingIOError: print(n, flush=True)\n"
        "os._exit(0)"
    )
    threads = (
        "import os, threading, time\n"
        "n = 0\n"
        "try:\n"
        "    while True:\n"
        "        threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "        n += 1\n"
        "except RuntimeError: print(n, flush=True)\n"
        "os._exit(0)"
    )
    for source in (forks, threads):
        assert box.output(source, limits=Limits(processes=12)) == b"11\n"


def test_threads_within_the_limit_are_given(box: Box) -> None:
    source = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(16) as pool: print(sum(pool.map(abs, range(-100, 0))))"
    )
    assert box.output(source) == b"5050\n"


def test_file_size_limit(box: Box) -> None:
    source = (
        "try:\n"
        "    with open('big', 'wb') as f:\n"
        "        for _ in range(4): f.write(b'x' * (64 << 10)); f.flush()\n"
        "except OSError as e: print(e.errno, f.tell() if not f.closed else '')\n"
        "import os; print(os.path.getsize('big'))"
    )
    written = int(box.output(source, limits=Limits(file_kb=100)).split()[-1])
    assert written == 100 << 10


def test_filling_the_scratch_space_is_the_programs_own_trouble(box: Box) -> None:
    source = (
        "n = 0\n"
        "try:\n"
        "    while True:\n"
        "        with open(f'/tmp/{n}', 'wb') as f: f.write(b'x' * (8 << 20))\n"
        "        n += 1\n"
        "except OSError as e: print('full', e.errno)"
    )
    seen = box.main(source, limits=Limits(file_kb=1 << 20, wall_s=20))
    assert seen.stdout.startswith(b"full") or seen.limit == "memory"
    assert box.output("open('/tmp/x', 'w').write('y' * 1000); print('room')") == b"room\n"


def test_open_files_are_bounded(box: Box) -> None:
    source = (
        "import os\n"
        "fds = []\n"
        "try:\n"
        "    while True: fds.append(os.open('/dev/null', 0))\n"
        "except OSError as e: print(e.errno, len(fds) < 300)"
    )
    assert box.output(source) == b"24 True\n"


def test_limits_cannot_be_raised(box: Box) -> None:
    source = (
        "import resource\n"
        "for name in ('CPU', 'FSIZE', 'NPROC', 'DATA', 'AS', 'NOFILE', 'CORE'):\n"
        "    kind = getattr(resource, 'RLIMIT_' + name)\n"
        "    soft, hard = resource.getrlimit(kind)\n"
        "    assert soft == hard != resource.RLIM_INFINITY, name\n"
        "    for limits in ((hard + 1, hard + 1), (-1, -1)):\n"
        "        try: resource.setrlimit(kind, limits)\n"
        "        except (ValueError, OSError): pass\n"
        "        else: print(name, 'raised')\n"
    )
    assert box.output(source) == b""


def test_each_case_has_its_own_allowance(box: Box) -> None:
    """Limits bound one case, not the sum of them."""
    source = (
        "import time\n"
        "end = time.process_time() + 0.3\n"
        "while time.process_time() < end: pass\n"
        "print('done')"
    )
    seen = box.run(source, [StdioCase()] * 4, Limits(cpu_s=0.9))
    assert [each.stdout for each in seen] == [b"done\n"] * 4
