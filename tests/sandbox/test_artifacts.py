"""What compilers made: packed, kept, put in place again, and never outside its directory."""

from __future__ import annotations

import json
import os
import stat
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Program, StdioCase
from sandbox.artifacts import Artifacts
from sandbox.guest import artifacts
from tests.sandbox.box import Box


def tree(directory: Path) -> dict[str, tuple[bytes, bool]]:
    """Files below a directory: content, and whether they may be executed."""
    return {
        str(path.relative_to(directory)): (path.read_bytes(), os.access(path, os.X_OK))
        for path in directory.rglob("*")
        if path.is_file()
    }


def test_a_directory_comes_back(tmp_path: Path) -> None:
    made = tmp_path / "made"
    (made / "deep" / "er").mkdir(parents=True)
    (made / "main").write_bytes(b"\x7fELF" + bytes(range(256)))
    (made / "main").chmod(0o755)
    (made / "deep" / "er" / "Main$Inner.class").write_bytes(b"")
    (made / os.fsdecode(b"odd \xff\nname")).write_bytes(b"x")
    (packed,) = artifacts.pack(str(made))
    artifacts.unpack(packed, str(tmp_path / "again"))
    assert tree(tmp_path / "again") == tree(made)


def test_only_regular_files_are_packed(tmp_path: Path) -> None:
    made = tmp_path / "made"
    (made / ".cache").mkdir(parents=True)
    (made / ".cache" / "big").write_bytes(b"x" * 1000)
    (made / "main").write_bytes(b"main")
    (made / "link").symlink_to("/etc/passwd")
    os.mkfifo(made / "fifo")
    (packed,) = artifacts.pack(str(made))
    artifacts.unpack(packed, str(tmp_path / "again"))
    assert tree(tmp_path / "again") == {"main": (b"main", False)}


def test_too_much_is_not_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").write_bytes(b"x" * 11)
    monkeypatch.setattr(artifacts, "MAX_BYTES", 10)
    assert artifacts.pack(str(tmp_path)) == []
    monkeypatch.setattr(artifacts, "MAX_BYTES", 11)
    assert len(artifacts.pack(str(tmp_path))) == 1
    monkeypatch.setattr(artifacts, "MAX_FILES", 0)
    assert artifacts.pack(str(tmp_path)) == []


def packed(*entries: tuple[object, object, object]) -> bytes:
    header = json.dumps(entries).encode()
    return struct.pack(">I", len(header)) + header + b"content"


@pytest.mark.parametrize(
    "name", ["../out", "/tmp/out", "a/../../out", "", ".", "..", "a/..", "../made-not/out"]
)
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    target = tmp_path / "made"
    with pytest.raises((ValueError, OSError)):
        artifacts.unpack(packed((name, True, 3)), str(target))
    assert [path for path in tmp_path.rglob("*") if path != target] == []


def test_no_file_is_written_twice_or_through_another(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        artifacts.unpack(packed(("a", True, 1), ("a", True, 1)), str(tmp_path / "one"))
    with pytest.raises(OSError, match=r"."):
        artifacts.unpack(packed(("a", True, 1), ("a/b", True, 1)), str(tmp_path / "two"))


def test_modes_are_the_unpackers(tmp_path: Path) -> None:
    """No file keeps a set-user bit, and none may be changed by others."""
    made = tmp_path / "made"
    made.mkdir()
    (made / "main").write_bytes(b"")
    (made / "main").chmod(0o6777)
    artifacts.unpack(artifacts.pack(str(made))[0], str(tmp_path / "again"))
    assert stat.S_IMODE((tmp_path / "again" / "main").stat().st_mode) == 0o755


# --- the worker's memory of them ----------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40)), max_size=30))
def test_the_most_recently_used_stay_within_the_bound(kept: list[tuple[int, int]]) -> None:
    memory = Artifacts(100)
    recent: dict[int, int] = {}
    for number, size in kept:
        memory.keep(Program("cpp", str(number)), bytes(size))
        recent.pop(number, None)
        recent[number] = size
        while sum(recent.values()) > 100:
            del recent[next(iter(recent))]
    for number in range(6):
        found = memory.find(Program("cpp", str(number)))
        assert found == (bytes(recent[number]) if number in recent else None)


def test_finding_counts_as_use() -> None:
    memory = Artifacts(10)
    one, two, three = (Program("cpp", str(n)) for n in range(3))
    memory.keep(one, b"12345")
    memory.keep(two, b"12345")
    assert memory.find(one) == b"12345"
    memory.keep(three, b"12345")
    assert (memory.find(one), memory.find(two)) == (b"12345", None)


def test_languages_and_sources_are_told_apart() -> None:
    memory = Artifacts()
    memory.keep(Program("c", "int main;"), b"c")
    assert memory.find(Program("cpp", "int main;")) is None
    assert memory.find(Program("c", "int main; ")) is None


def test_a_program_compiled_before_is_not_compiled_again(box: Box) -> None:
    """Also on another slot; and what runs is what was made."""
    source = f'#include <cstdio>\nint main() {{ puts("{box.wall.name}"); }}'
    first, seen = box.report(source, [StdioCase()], language="cpp")
    again, seen_again = box.report(source, [StdioCase()] * 2, language="cpp")
    assert first.wall_s > 0
    assert (again.ok, again.wall_s) == (True, 0.0)
    expected = f"{box.wall.name}\n".encode()
    assert [each.stdout for each in [*seen, *seen_again]] == [expected] * 3
