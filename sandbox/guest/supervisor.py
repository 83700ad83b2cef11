"""PID 1 inside the wall: takes programs and cases on stdin, answers on stdout.

    begin {programs, limits, compile_limits} + sources   → programs in place, compiled
    cases {cases: [...]} + blobs     → one `executed` each, in order, then `window`
    end                              → `ended`: everything of the programs is gone

Each program's `compiled` comes before the first `executed`; after one that says no, cases
are skipped.

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

from sandbox.guest import frames, runs, sweep
from sandbox.guest.bench import Bench
from sandbox.guest.zygotes import LaunchFailed, ZygoteDied

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
    bench = Bench(config)
    reader = frames.Reader(lambda: os.read(0, 1 << 20))
    outbox.put({"op": "ready", "languages": bench.languages()}, [])
    outbox.flush()
    try:
        while True:
            message, blobs = reader.read()
            serve(bench, message, blobs, outbox)
            outbox.flush()
    except (frames.EndOfStream, runs.HostGone):
        return
    except (sweep.NotClean, ZygoteDied, LaunchFailed) as error:
        outbox.put({"op": "unclean", "why": str(error)}, [])
        outbox.flush()
        sys.exit(1)


def serve(bench: Bench, message: dict[str, Any], blobs: list[bytes], outbox: Outbox) -> None:
    op = message["op"]
    if op == "begin":
        bench.begin(message, blobs)
        report_compiling(bench, outbox)
        require_clean(bench)
    elif op == "cases":
        for case in message["cases"]:
            if not bench.failed:
                executed, payload = bench.execute(case, [blobs[i] for i in case["blobs"]])
                report_compiling(bench, outbox)
                if executed is not None:
                    outbox.put({"op": "executed", **executed}, payload)
                require_clean(bench)
        outbox.put({"op": "window"}, [])
    elif op == "end":
        bench.end()
        outbox.put({"op": "ended"}, [])
    else:
        raise frames.BadFrame(f"unknown op {op!r}")


def require_clean(bench: Bench) -> None:
    if bench.unclean:
        raise sweep.NotClean(bench.unclean)


def report_compiling(bench: Bench, outbox: Outbox) -> None:
    for report, artifact in bench.compile_reports():
        outbox.put({"op": "compiled", **report}, artifact)


if __name__ == "__main__":
    main()
