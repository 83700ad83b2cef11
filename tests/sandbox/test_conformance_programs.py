"""Every wall: programs are programs, and find what a Python program may expect."""

from __future__ import annotations

import signal
import textwrap
from pathlib import Path

import pytest

from sandbox import CallCase, Execution, Limits, Program, StdioCase
from tests.sandbox.box import Box


def read_programs() -> dict[str, tuple[str, bytes, str]]:
    """programs.txt as name: (source, stdin, stdout without its last newline)."""
    text = Path(__file__).with_name("programs.txt").read_text(encoding="utf-8")
    programs = {}
    for block in text.split("\n=== ")[1:]:
        head, _, expected = block.partition("\n--- out\n")
        name, _, rest = head.partition("\n")
        source, _, stdin = rest.partition("\n--- in\n")
        programs[name] = (source, stdin.encode(), expected.rstrip("\n"))
    return programs


PROGRAMS = read_programs()


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(box: Box, name: str) -> None:
    source, stdin, expected = PROGRAMS[name]
    assert box.output(source, stdin).decode().removesuffix("\n") == expected


@pytest.mark.parametrize(
    ("end", "code", "stderr"),
    [
        ("exit()", 0, ""),
        ("exit(3)", 3, ""),
        ("quit(4)", 4, ""),
        ("import sys; sys.exit(5)", 5, ""),
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit('bad input')", 1, "bad input\n"),
        ("import sys; sys.exit(True)", 1, ""),
        ("import sys; sys.exit(256 + 7)", 7, ""),
        ("raise SystemExit", 0, ""),
        ("import os; os._exit(9)", 9, ""),
    ],
)
def test_ways_to_exit(box: Box, end: str, code: int, stderr: str) -> None:
    seen = box.main(f"print('out', flush=True)\n{end}\nprint('not reached')")
    assert (seen.exit_code, seen.stdout, seen.stderr.decode()) == (code, b"out\n", stderr)


def test_a_stream_that_cannot_be_flushed_is_a_failure(box: Box) -> None:
    source = "import sys\nclass Out:\n    def flush(self): 1 / 0\nsys.stdout = Out()"
    assert box.main(source).exit_code == 120


def test_output_is_flushed_at_the_end_and_lost_by_a_hard_exit(box: Box) -> None:
    assert box.output("import sys\nsys.stdout.write('buffered')") == b"buffered"
    assert box.output("import os, sys\nsys.stdout.write('lost')\nos._exit(0)") == b""


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("['sh', '-c', 'echo $((6 * 7))']", b"42\n"),
        ("[sys.executable, '-c', 'print(input()[::-1])']", b"cba\n"),
        ("['sh', '-c', 'exit 3']", b"code 3\n"),
    ],
    ids=["shell", "python", "status"],
)
def test_subprocesses(box: Box, command: str, expected: bytes) -> None:
    source = textwrap.dedent(f"""
        import subprocess, sys
        done = subprocess.run({command}, input=b"abc", stdout=subprocess.PIPE)
        sys.stdout.buffer.write(done.stdout)
        if done.returncode: print("code", done.returncode)
    """)
    assert box.output(source) == expected


def test_standard_output_may_be_opened_again(box: Box) -> None:
    """By its name, as shell scripts do; each opening writes to the same stream."""
    source = textwrap.dedent("""
        import os
        with open("/dev/stdout", "w") as out: out.write("by name\\n")
        with open("/dev/stderr", "w") as err: err.write("error\\n")
        os.system("echo from a child > /dev/stdout")
    """)
    seen = box.main(source)
    assert (seen.stdout, seen.stderr) == (b"by name\nfrom a child\n", b"error\n")


def test_children_write_to_the_same_streams(box: Box) -> None:
    source = "import subprocess\nsubprocess.run(['sh', '-c', 'echo out; echo err >&2'])"
    seen = box.main(source)
    assert (seen.stdout, seen.stderr) == (b"out\n", b"err\n")


def test_output_of_a_child_that_is_left_behind_is_not_waited_for(box: Box) -> None:
    """The run ends with its first process, whoever still holds its output open."""
    source = "import os, time\nif os.fork() == 0: time.sleep(600)\nprint('done')"
    seen = box.main(source, limits=Limits(wall_s=30))
    assert (seen.stdout, seen.limit, seen.exit_code) == (b"done\n", None, 0)


def test_signals_are_not_inherited_from_the_worker(box: Box) -> None:
    """Neither those that it blocks nor those that it ignores."""
    source = (
        "import signal\n"
        "print(signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.getsignal(signal.SIGHUP).name,"
        " callable(signal.getsignal(signal.SIGINT)))"
    )
    seen: list[Execution] = []
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGUSR1})
    ignored = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT)}
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)
    try:
        slot = box.wall.open()
        program = Program("python", source)
        slot.run(program, [StdioCase()], Limits(), lambda _, each: seen.append(each))
        slot.close()
    finally:
        for number, handler in ignored.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    assert seen[0].stdout == b"set() SIG_DFL True\n"


def test_cpp_reads_and_writes(box: Box) -> None:
    # gVisor maps a stack of 8 MiB whatever the limit says; elsewhere it grows to the limit.
    deep = 50_000 if box.gvisor else 500_000
    source = r"""
        #include <algorithm>
        #include <iostream>
        #include <numeric>
        #include <string>
        #include <thread>
        #include <vector>
        using namespace std;
        int depth(int n) { volatile char p[64]; p[0] = 1; return n ? depth(n - 1) + p[0] : 0; }
        int main() {
          string line; vector<string> lines;
          while (getline(cin, line)) lines.push_back(line);
          sort(lines.begin(), lines.end());
          for (auto& l : lines) cout << l << '|';
          int sum = 0; thread t([&] { sum = accumulate(&"abc"[0], &"abc"[3], 0); }); t.join();
          cout << sum << ' ' << depth(DEEP) << endl;
        }
    """
    seen = box.main(source.replace("DEEP", str(deep)), b"pear\napple\n\0raw", language="cpp")
    assert seen.stdout == f"\0raw|apple|pear|294 {deep}\n".encode(), seen


RANDOM = {
    "random": "import random\nprint(random.random())",
    "a held name": "from random import randrange as r\nprint(r(1 << 60))",
    "statistics": "import statistics\nprint(statistics.NormalDist().samples(1))",
    "a fork's": "import os, random\nif os.fork() == 0: print(random.random())\nelse: os.wait()",
    "numpy": "import numpy\nprint(numpy.random.rand())",
    "a called program": "import random\ndef f(): print(random.random())",
}


@pytest.mark.parametrize("name", RANDOM)
def test_random_numbers_are_new_in_each_run(box: Box, name: str) -> None:
    case = CallCase("f") if name == "a called program" else StdioCase()
    seen = box.run(RANDOM[name], [case] * 3)
    if box.wall.name == "bubblewrap" and b"No module named 'numpy'" in seen[0].stderr:
        pytest.skip("the host has no numpy")
    assert [each.exit_code for each in seen] == [0, 0, 0], seen
    assert len({each.stdout for each in seen}) == 3


def test_random_numbers_of_a_program_and_its_fork_differ(box: Box) -> None:
    source = """
        import os, random
        if os.fork() == 0:
            print(random.random(), flush=True)
            os._exit(0)
        os.wait()
        print(random.random())
    """
    ours, theirs = box.output(textwrap.dedent(source)).split()
    assert ours != theirs
