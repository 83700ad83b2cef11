"""Confine this process for good, then execute a zygote: `confine.py CONFIG ARGV...`.

Order matters: no-new-privileges, then Landlock, then seccomp; each survives `execve`
and every fork, so a case's process inherits them and pays nothing for them. Only this
launcher loads ctypes; the zygote stays lean.

The supervisor gets one message through the control socket when all of it is done, with the
listening end of the filter (`refusals`) where the kernel gives one.

CONFIG is JSON: {"read": [paths], "write": [paths], "filter": path of seccomp.json}.
"""

from __future__ import annotations

import _socket
import array
import ctypes
import json
import os
import platform
import stat
import struct
import sys
from typing import Any

from sandbox.guest.orders import CONFINED, CONTROL
from sandbox.guest.seccomp import ARCHES, Instruction, seccomp_program

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER = 1, 8
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
        listener = install_filter(json.load(file), platform.machine())
    report(listener)
    os.execve(sys.argv[2], sys.argv[2:], dict(os.environ))


def raise_oom_score() -> None:
    """Let the kernel kill a candidate before the supervisor when memory is out."""
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("500")


def report(listener: int | None) -> None:
    """Tell the supervisor. The listener is closed by `execve`: whoever holds it may let calls
    through."""
    rights = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", [listener or 0]))]
    control = _socket.socket(fileno=CONTROL)
    control.sendmsg([CONFINED], [] if listener is None else rights)
    control.detach()


def prctl(option: int, second: int, third: object) -> None:
    if _libc.prctl(option, second, third, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")


# --- Landlock -----------------------------------------------------------------------------


def restrict_files(read: list[str], write: list[str]) -> None:
    """Read and execute below `read`, everything below `write`, nothing elsewhere, no TCP.

    Where the kernel has no Landlock (gVisor), file modes and the read-only root are what is
    left, and the modes of other devices are taken away.
    """
    abi = _libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        close_devices({*read, *write})
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


def close_devices(usable: set[str]) -> None:
    """Leave all others to root. One that is mounted singly is the host's own, and stays so."""
    for directory, _, names in os.walk("/dev"):
        for path in (os.path.join(directory, name) for name in names):
            if path in usable or os.path.ismount(path):
                continue
            if stat.S_ISCHR(os.lstat(path).st_mode):
                os.chmod(path, 0o600)


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


class Filter(ctypes.Structure):
    """A filter as the kernel takes it (struct sock_fprog)."""

    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
    memory: object  # where the code lies, held as long as the filter

    @classmethod
    def of(cls, program: list[Instruction]) -> Filter:
        rows = b"".join(struct.pack("=HBBI", *row) for row in program)
        memory = ctypes.create_string_buffer(rows)
        made = cls(len(program), ctypes.addressof(memory))
        made.memory = memory
        return made


def install_filter(profile: dict[str, Any], machine: str) -> int | None:
    """Obey the profile from here on. The listener of what it wants told, or None: this kernel
    has no listeners (gVisor), or another filter of this process has one."""
    (row,) = (g["calls"]["seccomp"] for g in profile["groups"] if "seccomp" in g["calls"])
    listener = _libc.syscall(
        row[ARCHES[machine][1]],
        SECCOMP_SET_MODE_FILTER,
        SECCOMP_FILTER_FLAG_NEW_LISTENER,
        ctypes.byref(Filter.of(seccomp_program(profile, machine, telling=True))),
    )
    if listener >= 0:
        return int(listener)
    silent = Filter.of(seccomp_program(profile, machine))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(silent))
    return None


if __name__ == "__main__":
    main()
