"""Every wall: output arrives whole and exact, ends are told apart, compilation is reported."""

from __future__ import annotations

import hashlib
import signal

import pytest

from sandbox import CallCase, Limits, StdioCase
from tests.sandbox.box import Box

BYTES = bytes(range(256))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no newline",
        b"\n",
        b"line\n\n",
        b"\0",
        b"a\0b\r\n\xff\xfe\xc3\x28",
        "grüße 🙂\n".encode(),
        BYTES * 5,
    ],
    ids=repr,
)
def test_output_is_exact(box: Box, data: bytes) -> None:
    source = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())"
    seen = box.main(source, data)
    assert (seen.stdout, seen.stderr) == (data, b"")
    assert (seen.exit_code, seen.signal, seen.limit) == (0, None, None)
    assert not seen.stdout_clipped
    assert not seen.stderr_clipped


def test_stderr_is_exact_and_apart_from_stdout(box: Box) -> None:
    source = f"import os\nos.write(2, {BYTES!r})\nos.write(1, b'out')"
    seen = box.main(source)
    assert (seen.stdout, seen.stderr) == (b"out", BYTES)


def test_a_megabyte_arrives_whole(box: Box) -> None:
    source = "import sys\nsys.stdout.buffer.write(bytes(i * i % 251 for i in range(1 << 20)))"
    seen = box.main(source)
    assert seen.stdout == bytes(i * i % 251 for i in range(1 << 20))
    assert (seen.limit, seen.stdout_clipped) == (None, False)


@pytest.mark.parametrize("stream", [1, 2], ids=["stdout", "stderr"])
@pytest.mark.parametrize("over", [0, 1], ids=["at the limit", "one byte above"])
def test_output_limit_is_exact(box: Box, stream: int, over: int) -> None:
    """At the limit the output is whole; one byte more and it says so."""
    size = (64 << 10) + over
    source = f"import os\nb = b'x' * {size}\nwhile b:\n    b = b[os.write({stream}, b):]"
    seen = box.main(source, limits=Limits(output_kb=64))
    kept, clipped, other = (
        (seen.stdout, seen.stdout_clipped, seen.stderr_clipped)
        if stream == 1
        else (seen.stderr, seen.stderr_clipped, seen.stdout_clipped)
    )
    assert kept == b"x" * (64 << 10)
    assert clipped == bool(over)
    assert not other
    assert seen.limit == ("output" if over else None)


@pytest.mark.parametrize("stream", [1, 2], ids=["stdout", "stderr"])
def test_endless_output_ends(box: Box, stream: int) -> None:
    source = f"import os\nwhile True:\n    os.write({stream}, b'y' * 4096)"
    seen = box.main(source, limits=Limits(output_kb=256))
    assert seen.limit == "output"
    assert len(seen.stdout) + len(seen.stderr) == 256 << 10


def test_input_is_exact_and_ends(box: Box) -> None:
    data = BYTES * 4096  # 1 MiB
    source = (
        "import hashlib, sys\n"
        "data = sys.stdin.buffer.read()\n"
        "assert sys.stdin.buffer.read() == b''\n"
        "print(len(data), hashlib.sha256(data).hexdigest())"
    )
    expected = f"{len(data)} {hashlib.sha256(data).hexdigest()}\n".encode()
    assert box.output(source, data) == expected


@pytest.mark.parametrize("code", [0, 1, 2, 77, 255])
def test_exit_codes_are_seen(box: Box, code: int) -> None:
    seen = box.main(f"print('before')\nraise SystemExit({code})")
    assert (seen.exit_code, seen.signal, seen.stdout) == (code, None, b"before\n")


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT, signal.SIGTERM])
def test_signals_are_seen(box: Box, number: signal.Signals) -> None:
    seen = box.main(f"import os\nos.kill(os.getpid(), {number.value})\nimport time; time.sleep(9)")
    assert (seen.exit_code, seen.signal, seen.limit) == (None, number, None)


def test_an_uncaught_exception_is_told_as_the_interpreter_tells_it(box: Box) -> None:
    seen = box.main("def f():\n    return 1 // 0\n\nf()\n")
    assert seen.exit_code == 1
    lines = seen.stderr.decode().splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: integer division or modulo by zero"
    assert "    return 1 // 0" in lines
    assert "sandbox" not in seen.stderr.decode()


def test_cases_are_answered_in_order(box: Box) -> None:
    cases = [StdioCase(str(i).encode()) for i in range(20)]
    seen = box.run("print(int(input()) ** 2)", cases)
    assert [int(each.stdout) for each in seen] == [i * i for i in range(20)]


def test_usage_is_measured(box: Box) -> None:
    source = "block = b'x' * (100 << 20)\nn = 0\nwhile n < 3_000_000: n += 1"
    seen = box.main(source)
    assert 0 < seen.cpu_s <= seen.wall_s + 0.5
    assert 100 < seen.memory_mb < 200


# --- compiling ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f(:\n    pass", "SyntaxError"),
        ("if True:\nprint(1)", "IndentationError"),
        ("print(1)\n\tprint(2)", "IndentationError"),
        ("x = 1\0", "null bytes"),
        ("return 1", "'return' outside function"),
        ("x = '\ud800'", "SyntaxError"),
        ("(" * 1000, "SyntaxError"),
    ],
    ids=["syntax", "indentation", "tab", "NUL", "return", "surrogate", "nesting"],
)
def test_python_that_does_not_parse(box: Box, source: str, words: str) -> None:
    report, seen = box.report(source, [StdioCase(), CallCase("f")])
    assert not report.ok
    assert words in report.message
    assert seen == []


def test_python_error_message_names_the_line(box: Box) -> None:
    report, _ = box.report("x = 1\ny = = 2\n", [StdioCase()])
    assert 'main.py", line 2' in report.message
    assert "y = = 2" in report.message


def test_an_error_while_running_is_no_compile_error(box: Box) -> None:
    report, seen = box.report("raise SyntaxError('mine')", [StdioCase()])
    assert report.ok
    assert seen[0].exit_code == 1


def test_cpp_that_does_not_compile(box: Box) -> None:
    report, seen = box.report(
        "int main() { return undeclared_name; }", [StdioCase()] * 3, language="cpp"
    )
    assert not report.ok
    assert "undeclared_name" in report.message
    assert "main.cpp" in report.message
    assert seen == []


def test_a_compile_error_does_not_stain_the_next_program(box: Box) -> None:
    assert not box.report("nonsense", [StdioCase()], language="cpp")[0].ok
    assert not box.report("(", [StdioCase()])[0].ok
    assert box.output("print('fine')") == b"fine\n"


CPP = r"""
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sys/stat.h>
int main(int argc, char **argv) {
  struct stat s; stat("/proc/self/exe", &s);
  int n; std::cin >> n;
  std::cout << n * n << ' ' << s.st_ino << ' ' << s.st_mtim.tv_nsec << std::endl;
  return n;
}
"""


def test_cpp_is_compiled_once_and_run_many_times(box: Box) -> None:
    report, seen = box.report(CPP, [StdioCase(str(n).encode()) for n in range(8)], language="cpp")
    assert report.ok
    assert report.wall_s > 0
    answers = [each.stdout.split() for each in seen]
    assert [int(answer[0]) for answer in answers] == [n * n for n in range(8)]
    assert [each.exit_code for each in seen] == list(range(8))
    assert len({tuple(answer[1:]) for answer in answers}) == 1  # the same binary each time


def test_cpp_crashes_are_signals(box: Box) -> None:
    source = "#include <cstdlib>\nint main() { abort(); }"
    assert box.main(source, language="cpp").signal == signal.SIGABRT
    source = "int main() { volatile int *p = nullptr; return *p; }"
    assert box.main(source, language="cpp").signal == signal.SIGSEGV


def test_a_greedy_compilation_ends(box: Box) -> None:
    """Template recursion without end: the compiler's own bound or ours, never a hang."""
    source = (
        "template<int N> struct F { enum { v = F<N + 1>::v }; };\nint main() { return F<0>::v; }"
    )
    report, seen = box.report(source, [StdioCase()], language="cpp")
    assert not report.ok
    assert seen == []
