"""The list of system calls: each once, with the numbers that the kernel's headers give."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.guest.confine import ALLOW, CLONE3, seccomp_program
from sandbox.version import GUEST
from sandbox.walls.docker import engine_profile

HEADERS = {
    "x86_64": (Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), 0),
    "aarch64": (Path("/usr/include/asm-generic/unistd.h"), 1),
}
DEFINITION = re.compile(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", re.MULTILINE)


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object as a dict; json itself takes the last of two equal keys in silence."""
    names = [name for name, _ in pairs]
    assert len(set(names)) == len(names), sorted({n for n in names if names.count(n) > 1})
    return dict(pairs)


@pytest.fixture(scope="module")
def profile() -> dict[str, Any]:
    text = (GUEST / "seccomp.json").read_text()
    found: dict[str, Any] = json.loads(text, object_pairs_hook=without_repeats)
    return found


def test_groups_say_what_they_are_for(profile: dict[str, Any]) -> None:
    for group in profile["groups"]:
        assert set(group) == {"name", "why", "candidates", "calls"}
        assert group["why"].endswith(".")
        assert isinstance(group["candidates"], bool)
        assert group["calls"]
    assert [group["candidates"] for group in profile["groups"]].count(False) == 1
    assert profile["groups"][-1]["candidates"] is False


def test_each_call_is_listed_once(profile: dict[str, Any]) -> None:
    names = [name for group in profile["groups"] for name in group["calls"]]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("column", [0, 1], ids=["x86_64", "aarch64"])
def test_each_number_is_listed_once(profile: dict[str, Any], column: int) -> None:
    rows = [row for group in profile["groups"] for row in group["calls"].values()]
    assert all(len(row) == 2 and any(number is not None for number in row) for row in rows)
    numbers = [row[column] for row in rows if row[column] is not None]
    assert all(type(number) is int and 0 <= number < 1000 for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("machine", HEADERS)
def test_numbers_are_the_kernels(profile: dict[str, Any], machine: str) -> None:
    header, column = HEADERS[machine]
    if not header.exists():
        pytest.skip(f"{header} is not installed")
    names = {"fstatat": "newfstatat"} if machine == "aarch64" else {}  # by width and by age
    found = DEFINITION.findall(header.read_text())
    known = {names.get(name, name): int(number) for name, number in found}
    compared = 0
    for group in profile["groups"]:
        for name, row in group["calls"].items():
            if name in known:
                assert row[column] == known[name], name
                compared += 1
            elif row[column] is not None:
                assert row[column] > max(known.values()), f"{name} is unknown to {header}"
    assert compared > 200


@pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])
def test_the_filter_allows_what_the_list_says(
    profile: dict[str, Any], machine: str, column: int
) -> None:
    """The program is interpreted here for every number, as the kernel would."""
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    listed = {
        row[column]
        for group in profile["groups"]
        if group["candidates"]
        for row in group["calls"].values()
        if row[column] is not None
    }
    program = seccomp_program(profile, machine)
    numbers = {
        name: row[column] for group in profile["groups"] for name, row in group["calls"].items()
    }
    for number in [*range(1024), 0x40000000, 0x40000027, 2**32 - 1]:
        allowed = interpret(program, number, arch, argument=1) == ALLOW
        assert allowed == (number in listed and number != CLONE3), number
    assert interpret(program, numbers["socket"], arch, argument=2) != ALLOW  # AF_INET
    assert interpret(program, numbers["clone"], arch, argument=0x10000000) != ALLOW  # a namespace
    assert interpret(program, numbers["ioctl"], arch, argument=0x5412) != ALLOW  # TIOCSTI
    assert interpret(program, numbers["getpid"], arch ^ 1, argument=0) != ALLOW  # another table


def interpret(
    program: list[tuple[int, int, int, int]], number: int, arch: int, argument: int
) -> int:
    """A run of the classic BPF program; every argument of the call has the same value."""
    accumulator, place = 0, 0
    while True:
        code, yes, no, k = program[place]
        place += 1
        if code == 0x06:  # return
            return k
        if code == 0x20:  # load
            accumulator = {0: number, 4: arch}.get(k, argument)
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: accumulator & k != 0}
            place += yes if holds[code] else no


def test_the_engine_gets_the_whole_list(profile: dict[str, Any]) -> None:
    names = {name for group in profile["groups"] for name in group["calls"]}
    (rule,) = json.loads(engine_profile())["syscalls"]
    assert set(rule["names"]) == names
