"""The supervisor's side of the zygotes: start one for a role, order a fork, get its end."""

from __future__ import annotations

import array
import json
import marshal
import os
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any

from sandbox.guest.orders import CONFINED, Order
from sandbox.guest.refusals import Refusals, told_of

MAX_ANSWER = 1 << 14
FD_SIZE = array.array("i").itemsize
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))  # what `sandbox.guest` is imported from
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
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
    """Its forks run in the directory `home`. `refusals`: of its forks, from the first order on;
    None where the kernel does not tell."""

    def __init__(self, role: str, confinement: dict[str, Any], home: str) -> None:
        self.refusals: Refusals | None = None
        self._profile: str = confinement["filter"]
        self._confined = False
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
                {**ENVIRONMENT, "HOME": home},
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

    def order(self, order: Order, fds: list[int]) -> None:
        """Fork a process for this order, with these descriptors."""
        if not self._confined:
            self._await_confinement()
        message = marshal.dumps(tuple(order))
        rights = array.array("i", fds)
        try:
            self._control.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        except OSError as error:
            raise ZygoteDied(str(error)) from error

    def _await_confinement(self) -> None:
        """Have what confines the zygote say that it has, and take the listener that it gives.

        No other zygote may inherit that: `socket.recv_fds` has no regard for its flags.
        """
        room, flags = socket.CMSG_LEN(FD_SIZE), socket.MSG_CMSG_CLOEXEC
        message, ancillary, _, _ = self._control.recvmsg(len(CONFINED), room, flags)
        if message != CONFINED:
            raise ZygoteDied("it could not be confined")
        self._confined = True
        for _, _, rights in ancillary:
            (listener,) = array.array("i", rights)
            self.refusals = Refusals(listener, told_of(self._profile))

    def ended(self) -> Ended:
        """The end of the ordered process; blocks until it is there. Raises LaunchFailed."""
        try:
            answer = self._control.recv(MAX_ANSWER)
        except OSError as error:
            raise ZygoteDied(str(error)) from error
        if not answer:
            raise ZygoteDied("its control socket is closed")
        told = marshal.loads(answer)
        if isinstance(told, str):
            raise LaunchFailed(told)
        return Ended(*told)
