"""Confine this process for good, then execute a zygote: `confine.py CONFIG ARGV...`.

Order matters: no-new-privileges, then Landlock, then seccomp; each survives `execve`
and every fork, so a case's process inherits them and pays nothing for them. Only this
launcher loads ctypes; the zygote stays lean.

CONFIG is JSON: {"read": [paths], "write": [paths], "filter": path of seccomp.json}.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import struct
import sys
from typing import Any

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446  # the same on all machines

# Landlock file rights by ABI (uapi/linux/landlock.h).
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15  # and truncate, device ioctl
ALL_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP_RIGHTS = 3  # bind and connect, ABI 4
SCOPES = 3  # abstract Unix sockets and signals of outer domains, ABI 6

_libc = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    config = json.loads(sys.argv[1])
    raise_oom_score()
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0)
    restrict_files(config["read"], config["write"])
    with open(config["filter"], encoding="utf-8") as file:
        install_filter(seccomp_program(json.load(file), platform.machine()))
    os.execve(sys.argv[2], sys.argv[2:], dict(os.environ))


def raise_oom_score() -> None:
    """Let the kernel kill a candidate before the supervisor when memory is out."""
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("500")


def prctl(option: int, second: int, third: object) -> None:
    if _libc.prctl(option, second, third, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")


# --- Landlock -----------------------------------------------------------------------------


def restrict_files(read: list[str], write: list[str]) -> None:
    """Read and execute below `read`, everything below `write`, nothing elsewhere, no TCP.

    Does nothing where the kernel has no Landlock (gVisor): file modes and the read-only
    root are what is left there.
    """
    abi = _libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        return
    rights = ALL_RIGHTS[max(known for known in ALL_RIGHTS if known <= abi)]
    attributes = [rights]
    if abi >= 4:
        attributes.append(TCP_RIGHTS)
    if abi >= 6:
        attributes.append(SCOPES)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    ruleset = landlock(LANDLOCK_CREATE, packed, ctypes.c_size_t(len(packed)), 0)
    for path in read:
        allow(ruleset, path, rights & (EXECUTE | READ_FILE | READ_DIR))
    for path in write:
        allow(ruleset, path, rights)
    landlock(LANDLOCK_RESTRICT, ruleset, 0)
    os.close(ruleset)


def landlock(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock call {number}: {os.strerror(code)}")
    return result


def allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            rights &= FILE_RIGHTS
        rule = struct.pack("=Qi", rights, fd)
        landlock(LANDLOCK_ADD, ruleset, 1, rule, 0)
    finally:
        os.close(fd)


# --- seccomp ------------------------------------------------------------------------------

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
NUMBER, ARCH, ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data; arguments are 8 bytes
ARCHES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, k


def seccomp_program(profile: dict[str, Any], machine: str) -> list[Instruction]:
    """The filter that the profile describes for candidates."""
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
        program += for_call(rows[rule["call"]], [(RETURN, 0, 0, refusal(rule))])
    for rule in profile["arguments"]:
        allowed.remove(rows[rule["call"]])
        program += for_call(rows[rule["call"]], by_argument(rule))
    for first, last in ranges(sorted(allowed)):
        program += [(AT_LEAST, 0, 2, first), (AT_LEAST, 1, 0, last + 1), (RETURN, 0, 0, ALLOW)]
    program.append((RETURN, 0, 0, ERRNO | errno.EPERM))
    return program


def for_call(number: int, body: list[Instruction]) -> list[Instruction]:
    """Instructions that are passed over by all other calls."""
    return [(EQUAL, 0, len(body), number), *body]


def by_argument(rule: dict[str, Any]) -> list[Instruction]:
    """The end of a call: an allowed or refused value, or a refused bit, of one argument."""
    listed = rule.get("allow") or rule.get("refuse") or [rule["refuse_bits"]]
    test = ANY_BIT if "refuse_bits" in rule else EQUAL
    found, otherwise = (ALLOW, refusal(rule)) if "allow" in rule else (refusal(rule), ALLOW)
    program = [(LOAD, 0, 0, ARGUMENT + 8 * rule["argument"])]
    for value in listed:
        number = int(value, 16) if isinstance(value, str) else value
        program += [(test, 0, 1, number), (RETURN, 0, 0, found)]
    return [*program, (RETURN, 0, 0, otherwise)]


def refusal(rule: dict[str, Any]) -> int:
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


def install_filter(program: list[Instruction]) -> None:
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *row) for row in program))

    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    prctl(
        PR_SET_SECCOMP,
        SECCOMP_MODE_FILTER,
        ctypes.byref(Filter(len(program), ctypes.addressof(code))),
    )


if __name__ == "__main__":
    main()
