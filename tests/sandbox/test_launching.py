"""What breaks before a program has begun is a fault of ours; nothing after it can pass for one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox import CallCase, Case, Limits, SlotLost, StdioCase
from sandbox.slot import COMPILE_LIMITS
from tests.sandbox.box import Box

NO_LIMIT_OF_A_KERNEL = Limits(file_kb=1 << 62)  # setrlimit refuses it in the fork
CLAIM = """
import os
for fd in range(3, 1024):
    try:
        os.write(fd, b"a fault")
    except OSError:
        pass
os._exit(70)
"""


@pytest.mark.parametrize("case", [StdioCase(), CallCase("f")], ids=["stdio", "call"])
def test_a_process_that_breaks_before_the_program_begins_loses_the_slot(
    box: Box, case: Case
) -> None:
    with pytest.raises(SlotLost, match="too large"):
        box.run("def f(): pass", [case], NO_LIMIT_OF_A_KERNEL)


def test_a_compiler_that_cannot_be_started_is_no_compile_error(
    quick: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.slot.COMPILE_LIMITS", NO_LIMIT_OF_A_KERNEL)
    with pytest.raises(SlotLost, match="too large"):
        quick.report("int main() {}", [StdioCase()], language="c")


def test_a_compiler_that_the_machine_starves_is_no_compile_error(
    quick: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.slot.COMPILE_LIMITS", replace(COMPILE_LIMITS, wall_s=0.3))
    function = "constexpr int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); }"
    # Many: the compiler gives each of them up after a while.
    endless = function + "".join(f" constexpr int x{n} = f(33);" for n in range(50))
    with pytest.raises(SlotLost, match="too little of the machine"):
        quick.report(endless, [StdioCase()], language="cpp")


def test_a_compiler_that_waits_for_nothing_of_ours_is_one(
    quick: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.slot.COMPILE_LIMITS", replace(COMPILE_LIMITS, wall_s=0.3))
    own_output = '#include "/proc/self/fd/1"\nint main() {}'
    report, _ = quick.report(own_output, [StdioCase()], language="c")
    assert not report.ok
    assert "wall limit" in report.message


@pytest.mark.parametrize("role", ["stdio", "call"])
def test_a_program_cannot_claim_that_it_was_not_begun(box: Box, role: str) -> None:
    case = StdioCase() if role == "stdio" else CallCase("f")
    first, again = box.run(CLAIM, [case, case])
    assert (first.exit_code, again.exit_code) == (70, 70)


def test_an_executed_program_cannot_either(quick: Box) -> None:
    loop = "for (int fd = 3; fd < 1024; fd++) if (write(fd, &fd, 4) > 0) return 1;"
    source = f"#include <unistd.h>\nint main() {{ {loop} _exit(70); }}"
    assert quick.main(source, language="c").exit_code == 70


def launched(argv: list[str]) -> subprocess.CompletedProcess[str]:
    code = "import sys; from sandbox.guest import launch; launch.execute(sys.argv[1:], {})"
    return subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=False
    )


def test_what_a_compiler_made_but_cannot_be_executed_is_the_programs_fault(tmp_path: Path) -> None:
    (tmp_path / "main").write_bytes(b"!<arch>")
    (tmp_path / "main").chmod(0o755)
    for path in (tmp_path / "main", tmp_path / "absent", tmp_path):
        ended = launched([str(path)])
        assert ended.returncode == 126
        assert "no program that can be executed" in ended.stderr


def test_a_command_that_is_not_installed_is_not() -> None:
    assert "FileNotFoundError" in launched(["softjudge-no-such-command"]).stderr
