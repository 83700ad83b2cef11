"""The seccomp filter that `seccomp.json` describes, as a program for the kernel."""

from __future__ import annotations

import errno
from typing import Any

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
ALLOW, ERRNO, KILL, NOTIFY = 0x7FFF0000, 0x00050000, 0x80000000, 0x7FC00000
NUMBER, ARCH, ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data; arguments are 8 bytes
ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, k


def seccomp_program(
    profile: dict[str, Any], machine: str, telling: bool = False
) -> list[Instruction]:
    """The filter that the profile describes for candidates. With `telling`, its listener is told
    of what the profile wants told, and refuses that itself."""
    arch, column = ARCHES[machine]
    rows = {
        name: row[column] for group in profile["groups"] for name, row in group["calls"].items()
    }
    allowed = {
        rows[name]
        for group in profile["groups"]
        if group["candidates"]
        for name in group["calls"]
        if rows[name] is not None
    }
    program = [
        (LOAD, 0, 0, ARCH),
        (EQUAL, 1, 0, arch),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]
    for rule in profile["refused"]:
        program += for_call(rows[rule["call"]], [(RETURN, 0, 0, refusal(rule, telling))])
    for rule in profile["arguments"]:
        allowed.remove(rows[rule["call"]])
        program += for_call(rows[rule["call"]], by_argument(rule, telling))
    for first, last in ranges(sorted(allowed)):
        program += [(AT_LEAST, 0, 2, first), (AT_LEAST, 1, 0, last + 1), (RETURN, 0, 0, ALLOW)]
    if telling:
        for row in profile["told"]["calls"].values():
            program += for_call(row[column], [(RETURN, 0, 0, NOTIFY)])
    program.append((RETURN, 0, 0, ERRNO | errno.EPERM))
    return program


def for_call(number: int, body: list[Instruction]) -> list[Instruction]:
    """Instructions that are passed over by all other calls."""
    return [(EQUAL, 0, len(body), number), *body]


def by_argument(rule: dict[str, Any], telling: bool) -> list[Instruction]:
    """The end of a call: an allowed or refused value, or a refused bit, of one argument."""
    listed = rule.get("allow") or rule.get("refuse") or [rule["refuse_bits"]]
    test = ANY_BIT if "refuse_bits" in rule else EQUAL
    refused = refusal(rule, telling)
    found, otherwise = (ALLOW, refused) if "allow" in rule else (refused, ALLOW)
    program = [(LOAD, 0, 0, ARGUMENT + 8 * rule["argument"])]
    for value in listed:
        number = int(value, 16) if isinstance(value, str) else value
        program += [(test, 0, 1, number), (RETURN, 0, 0, found)]
    return [*program, (RETURN, 0, 0, otherwise)]


def refusal(rule: dict[str, Any], telling: bool) -> int:
    if telling and rule.get("told"):
        return NOTIFY
    return ERRNO | int(getattr(errno, rule["error"]))


def ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Sorted numbers as inclusive runs: fewer comparisons a call."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
