"""The list of system calls: each once, with the numbers that the kernel's headers give."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.guest.seccomp import ALLOW, ARCHES, NOTIFY, seccomp_program
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
    groups = [*profile["groups"], profile["told"]]
    names = [name for group in groups for name in group["calls"]]
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
    for group in (*profile["groups"], profile["told"]):
        for name, row in group["calls"].items():
            if name in known:
                assert row[column] == known[name], name
                compared += 1
            elif row[column] is not None:
                assert row[column] > max(known.values()), f"{name} is unknown to {header}"
    assert compared > 150


def test_rules_of_arguments_say_what_they_are_for(profile: dict[str, Any]) -> None:
    allowed = {
        name for group in profile["groups"] if group["candidates"] for name in group["calls"]
    }
    for rule in profile["arguments"]:
        assert rule["call"] in allowed
        assert rule["why"].endswith(".")
        assert len(rule.keys() & {"allow", "refuse", "refuse_bits"}) == 1
    for rule in profile["refused"]:
        assert rule["call"] not in allowed
        assert rule["why"].endswith(".")


@pytest.mark.parametrize("machine", ARCHES)
def test_the_filter_allows_what_the_list_says(profile: dict[str, Any], machine: str) -> None:
    """The program is interpreted here for every number, as the kernel would."""
    arch, column = ARCHES[machine]
    groups = [group for group in profile["groups"] if group["candidates"]]
    listed = {row[column] for group in groups for row in group["calls"].values()}
    program = seccomp_program(profile, machine)
    numbers = numbers_of(profile, column)
    rules = (rule for rule in profile["arguments"] if "allow" in rule)
    allowed = {numbers[rule["call"]]: rule["allow"][0] for rule in rules}
    for number in [*range(1024), 0x40000000, 0x40000027, 2**32 - 1]:
        argument = int(str(allowed.get(number, 1)), 0)
        assert (interpret(program, number, arch, argument) == ALLOW) == (number in listed), number
    assert interpret(program, numbers["getpid"], arch ^ 1, argument=0) != ALLOW  # another table


@pytest.mark.parametrize("machine", ARCHES)
def test_told_calls_are_refused_in_either_way(profile: dict[str, Any], machine: str) -> None:
    """By the supervisor where it listens, by the filter elsewhere; all else stays as it is."""
    arch, column = ARCHES[machine]
    silent = seccomp_program(profile, machine)
    telling = seccomp_program(profile, machine, telling=True)
    told = {row[column] for row in profile["told"]["calls"].values()}
    rules = {rule["call"] for rule in profile["arguments"] if rule.get("told")}
    told |= {numbers_of(profile, column)[name] for name in rules}
    for number in range(1024):
        for argument in (0, 1, 2, 0x10000000):
            answers = [interpret(program, number, arch, argument) for program in (silent, telling)]
            assert answers[0] == answers[1] or (answers[1] == NOTIFY and number in told), number
            assert answers[0] != NOTIFY
    assert all(interpret(telling, number, arch, 0x10000000) == NOTIFY for number in told)


@pytest.mark.parametrize("machine", ARCHES)
@pytest.mark.parametrize(
    ("call", "refused", "allowed"),
    [
        ("clone", [0x10000000, 0x20000, 0x40000011, 0x80], [0, 17, 0x3D0F00, 0x1200011]),
        ("clone3", [0, 17], []),
        ("socket", [0, 2, 10, 16, 17, 38, 40], [1]),
        ("socketpair", [2, 30, 40], [1]),
        ("ioctl", [0x5412, 0x541C, 0x40049409, 0], [0x5401, 0x5413, 0x541B, 0x5421]),
        ("setsockopt", [26, 50, 51, 52], [1, 7, 8]),
        ("prctl", [22, 35, 62], [1, 4, 15, 36, 0x53564D41]),
    ],
)
def test_arguments(
    profile: dict[str, Any], machine: str, call: str, refused: list[int], allowed: list[int]
) -> None:
    arch, column = ARCHES[machine]
    program, number = seccomp_program(profile, machine), numbers_of(profile, column)[call]
    found = {value: interpret(program, number, arch, value) for value in [*refused, *allowed]}
    assert [value for value, answer in found.items() if answer == ALLOW] == allowed
    assert {answer >> 16 for value, answer in found.items() if value in refused} == {5}  # an errno


def numbers_of(profile: dict[str, Any], column: int) -> dict[str, int]:
    return {
        name: row[column] for group in profile["groups"] for name, row in group["calls"].items()
    }


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
