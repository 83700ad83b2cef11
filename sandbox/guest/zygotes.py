"""The supervisor's side of the zygotes: start one for a role, order a fork, get its end."""

from __future__ import annotations

import array
import json
import os
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

MAX_ANSWER = 1 << 14
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))  # what `sandbox.guest` is imported from
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "HOME": "/tmp",
    "PYTHONHASHSEED": "0",  # the same program behaves the same on every slot
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONPATH": ROOT,  # the zygote takes it away before it forks
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


class ZygoteDied(Exception):
    """A zygote is gone: this slot must not be used again."""


class LaunchFailed(Exception):
    """A process broke before it became a program: nothing is known of the program."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an ordered process ended."""

    status: int  # as wait(2) gives it
    cpu_s: float
    peak_kib: int


class Zygote:
    def __init__(self, role: str, confinement: dict[str, Any]) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        python = [sys.executable, "-S", "-s"]
        null = os.open(os.devnull, os.O_RDWR)
        try:
            self.pid = os.posix_spawn(
                sys.executable,
                [
                    *python,
                    os.path.join(HERE, "confine.py"),
                    json.dumps(confinement),
                    *python,
                    "-m",
                    "sandbox.guest.zygote",
                    role,
                ],
                ENVIRONMENT,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, null, 0),
                    (os.POSIX_SPAWN_DUP2, 2, 1),
                    (os.POSIX_SPAWN_DUP2, theirs.fileno(), 3),
                ],
                # What the worker blocks or ignores, a program does not.
                setsigmask=[],
                setsigdef=signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP},
            )
        finally:
            os.close(null)
            theirs.close()

    def fileno(self) -> int:
        return self._control.fileno()

    def order(self, order: dict[str, Any], fds: dict[str, int]) -> None:
        """Fork a process for this order, with these descriptors by name."""
        message = json.dumps({**order, "fds": list(fds)}).encode()
        rights = array.array("i", fds.values())
        try:
            self._control.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        except OSError as error:
            raise ZygoteDied(str(error)) from error

    def ended(self) -> Ended:
        """The end of the ordered process; blocks until it is there. Raises LaunchFailed."""
        try:
            answer = self._control.recv(MAX_ANSWER)
        except OSError as error:
            raise ZygoteDied(str(error)) from error
        if not answer:
            raise ZygoteDied("its control socket is closed")
        *figures, fault = json.loads(answer)
        if fault:
            raise LaunchFailed(fault)
        return Ended(*figures)
