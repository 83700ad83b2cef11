"""A warm interpreter that forks one confined process for each order it gets.

Started by `confine.py` with its ROLE, with its control socket at descriptor CONTROL. An order is
one message: an `Order`, marshalled, plus descriptors. The answer, once the process has ended,
is (wait status, CPU seconds, peak resident KiB), or before that a text: what kept the process
from becoming what it should. One process lives at a time.

Roles differ in what is loaded before the fork, so that no case pays for an import (`preload.py`).
A zygote is never given a candidate's source, an input or a check in its own memory: they
travel as descriptors, which only the fork reads.
"""

from __future__ import annotations

import _socket
import array
import gc
import marshal
import os
import sys

from sandbox.guest.orders import CONTROL, Order
from sandbox.guest.preload import preload

MAX_ORDER = 1 << 16
MAX_FDS = 8


def main() -> None:
    preload(sys.argv[1])
    from sandbox.guest import launch

    del os.environ["PYTHONPATH"]
    control = _socket.socket(fileno=CONTROL)
    gc.collect()
    gc.freeze()
    while True:
        order, fds = receive(control)
        if order is None:
            os._exit(0)
        pid = os.fork()
        if pid == 0:
            launch.run(order, fds, CONTROL)
        for fd in fds:
            os.close(fd)
        _, status, usage = os.wait4(pid, 0)
        answer = (status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
        control.send(marshal.dumps(answer))


def receive(control: _socket.socket) -> tuple[Order | None, list[int]]:
    """The next order and its descriptors; None where the supervisor is gone."""
    fds = array.array("i")
    room = _socket.CMSG_SPACE(MAX_FDS * fds.itemsize)
    try:
        data, ancillary, _, _ = control.recvmsg(MAX_ORDER, room)
    except ConnectionResetError:  # before it heard that this zygote is confined
        return None, []
    for level, kind, content in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
    return (Order(*marshal.loads(data)) if data else None), list(fds)


if __name__ == "__main__":
    main()
