"""A warm interpreter that forks one confined process for each order it gets.

Started by `confine.py` with its ROLE, with its control socket at descriptor 3. An
order is one message: JSON plus descriptors. The answer, once the process has ended, is
`[wait status, CPU seconds, peak resident KiB, fault]`; the fault is what kept the process from
becoming what it should, or "". One process lives at a time.

Roles differ in what is loaded before the fork, so that no case pays for an import:
`main` runs programs, `call` also serves calls into a loaded program, `check` runs checks.
A zygote is never given a candidate's source, an input or a check in its own memory: they
travel as descriptors, which only the fork reads.
"""

from __future__ import annotations

import _socket
import array
import gc
import json
import os
import sys
from typing import Any

from sandbox.guest import launch

CONTROL = 3
MAX_ORDER = 1 << 16
MAX_FDS = 8
MAX_FAULT = 1000  # bytes


def main() -> None:
    launch.preload(sys.argv[1])
    del os.environ["PYTHONPATH"]
    control = _socket.socket(fileno=CONTROL)
    gc.collect()
    gc.freeze()
    while True:
        order, fds = receive(control)
        if order is None:
            os._exit(0)
        heard, told = os.pipe2(os.O_CLOEXEC)
        pid = os.fork()
        if pid == 0:
            control.detach()
            launch.run(order, fds, told)
        for fd in (*fds, told):
            os.close(fd)
        # The program has no writing end, so this ends as soon as it begins.
        fault = os.read(heard, MAX_FAULT).decode("utf-8", "replace")
        os.close(heard)
        _, status, usage = os.wait4(pid, 0)
        answer = [status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, fault]
        control.send(json.dumps(answer).encode())


def receive(control: _socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    fds = array.array("i")
    room = _socket.CMSG_SPACE(MAX_FDS * fds.itemsize)
    data, ancillary, _, _ = control.recvmsg(MAX_ORDER, room)
    for level, kind, content in ancillary:
        if level == _socket.SOL_SOCKET and kind == _socket.SCM_RIGHTS:
            fds.frombytes(content[: len(content) - len(content) % fds.itemsize])
    return (json.loads(data) if data else None), list(fds)


if __name__ == "__main__":
    main()
