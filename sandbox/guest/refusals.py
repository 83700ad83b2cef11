"""Refused system calls that the supervisor is told of.

The filter of a zygote and its forks lets some calls wait for an answer (`told` in
seccomp.json). The supervisor gives the error that the filter would have given, and knows of
the attempt. A call is never let through here.
"""

from __future__ import annotations

import errno
import fcntl
import json
import platform
import struct
from collections.abc import Mapping
from contextlib import suppress

from sandbox.guest.seccomp import ARCHES

RECEIVE, SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_*
NOTICE = struct.Struct("=QIIiIQ6Q")  # seccomp_notif: id, pid, flags, and seccomp_data
ANSWER = struct.Struct("=QqiI")  # seccomp_notif_resp: id, value, error, flags

Told = Mapping[int, tuple[str, int]]  # number of a call -> its name, the error it ends with


class Refusals:
    """The listening end of a zygote's filter."""

    def __init__(self, fd: int, told: Told) -> None:
        self._fd = fd
        self._told = told

    def fileno(self) -> int:
        return self._fd

    def refuse(self) -> str | None:
        """Refuse a call that waits, and say which; None: who made it has gone meanwhile."""
        notice = bytearray(NOTICE.size)
        try:
            fcntl.ioctl(self._fd, RECEIVE, notice)
        except OSError:
            return None
        identity, _, _, number, *_ = NOTICE.unpack(notice)
        name, error = self._told[number]
        with suppress(OSError):  # gone meanwhile
            fcntl.ioctl(self._fd, SEND, ANSWER.pack(identity, 0, -error, 0))
        return name


def told_of(profile_path: str) -> Told:
    """What the profile wants told, on this machine."""
    with open(profile_path, encoding="utf-8") as file:
        profile = json.load(file)
    _, column = ARCHES[platform.machine()]
    found = {row[column]: (name, errno.EPERM) for name, row in profile["told"]["calls"].items()}
    rows = {name: row for group in profile["groups"] for name, row in group["calls"].items()}
    for rule in profile["arguments"]:
        if rule.get("told"):
            number = rows[rule["call"]][column]
            found[number] = rule["call"], getattr(errno, rule["error"])
    return found
