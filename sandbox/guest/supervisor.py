"""PID 1 inside the wall: takes programs and cases on stdin, answers on stdout.

    begin {language, limits, compile_limits, ...} + source   → prepared for a program
    cases {cases: [...]} + blobs     → one `executed` each, in order; `compiled` before the
                                       first (or alone, if the program does not compile)
    end                              → `ended`: everything of the program is gone

It knows no expected output. When it can no longer vouch for the slot it says `unclean`
and ends; the host throws the slot away and runs what is not answered elsewhere. A program
that leaves more than can be cleaned costs a slot, not its answer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from sandbox.guest import frames, programs, runs, sweep
from sandbox.guest.zygotes import ZygoteDied

FLUSH_BYTES = 1 << 18
FLUSH_S = 0.05


class Outbox:
    """Answers, sent together when they are many, large or old."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._size = 0
        self._since = 0.0

    def put(self, message: dict[str, Any], blobs: list[bytes]) -> None:
        frame = frames.pack(message, blobs)
        if not self._pending:
            self._since = time.monotonic()
        self._pending.append(frame)
        self._size += len(frame)
        if self._size > FLUSH_BYTES or time.monotonic() - self._since > FLUSH_S:
            self.flush()

    def flush(self) -> None:
        view = memoryview(b"".join(self._pending))
        self._pending, self._size = [], 0
        while view:
            view = view[os.write(1, view) :]


def main() -> None:
    config = json.loads(sys.argv[1])
    os.chdir("/")
    os.umask(0o022)
    for directory in (runs.WORK, *runs.SHARED_DIRECTORIES):
        os.stat(directory)  # a wall without them is no wall for this supervisor
    outbox = Outbox()
    bench = programs.Bench(config)
    reader = frames.Reader(lambda: os.read(0, 1 << 20))
    outbox.put({"op": "ready", "python": sys.version.split()[0]}, [])
    outbox.flush()
    try:
        while True:
            message, blobs = reader.read()
            serve(bench, message, blobs, outbox)
            outbox.flush()
    except frames.EndOfStream:
        return
    except (sweep.NotClean, ZygoteDied) as error:
        outbox.put({"op": "unclean", "why": str(error)}, [])
        outbox.flush()
        sys.exit(1)


def serve(
    bench: programs.Bench, message: dict[str, Any], blobs: list[bytes], outbox: Outbox
) -> None:
    op = message["op"]
    if op == "begin":
        bench.begin(message, blobs[0])
    elif op == "cases":
        for case in message["cases"]:
            if not bench.compile_failed:
                executed, payload = bench.execute(case, [blobs[i] for i in case["blobs"]])
                report = bench.take_compile_report()
                if report is not None:
                    outbox.put({"op": "compiled", **report}, [])
                if executed is not None:
                    outbox.put({"op": "executed", **executed}, payload)
                if bench.unclean:
                    raise sweep.NotClean(bench.unclean)
        outbox.put({"op": "window"}, [])
    elif op == "end":
        bench.end()
        outbox.put({"op": "ended"}, [])
    else:
        raise frames.BadFrame(f"unknown op {op!r}")


if __name__ == "__main__":
    main()
