"""The precompiled C++ header: used by the compile command as it is, and nobody's to change."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from sandbox import Limits
from sandbox.guest.languages import LANGUAGES
from sandbox.walls import precompiled
from tests.sandbox.box import Box

SOURCE = "#include <bits/stdc++.h>\nint main() { std::cout << std::vector<int>(3, 7).at(2); }"
COMPILING = Limits(cpu_s=60, wall_s=90, memory_mb=1536, file_kb=65536)


def compile_in_a_run(box: Box, language: str, source: str) -> str:
    """What g++ says of the headers it opened, run with a run's rights."""
    words = LANGUAGES[language].command(
        LANGUAGES[language].compile, "main.cpp", ".", 256, source.encode()
    )
    script = f"cat > main.cpp\n{shlex.join(words)} -H 2>&1 && ./main"
    return box.main(script, source.encode(), COMPILING, "bash").stdout.decode()


@pytest.mark.parametrize(("language", "standard"), [("cpp", "gnu++17"), ("cpp20", "gnu++20")])
def test_the_header_is_used(box: Box, language: str, standard: str) -> None:
    said = compile_in_a_run(box, language, SOURCE)
    assert f"! /opt/precompiled/{standard}/bits/stdc++.h.gch" in said
    assert said.endswith("7")


def test_a_program_that_declares_something_before_does_without(quick: Box) -> None:
    said = compile_in_a_run(quick, "cpp", f"int declared;\n{SOURCE}")
    assert "! /opt/precompiled" not in said
    assert said.endswith("7")


def test_a_program_cannot_change_the_headers(box: Box) -> None:
    box.refuses(
        "D = '/opt/precompiled/gnu++17/bits/'",
        "open(D + 'stdc++.h.gch', 'r+')",
        "open(D + 'stdc++.h', 'w')",
        "os.unlink(D + 'stdc++.h.gch')",
        "os.rename('/opt/precompiled/gnu++17', '/tmp/x')",
    )


def test_a_machine_that_cannot_make_them_goes_without(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert precompiled.directory(in_the_way) is None
