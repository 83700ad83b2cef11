"""The physical floor: `floor.py FILE` forks a warm interpreter once for each test.

Standard library only: it is run with `python3 -I -S`, as lean as an interpreter gets. FILE is a
JSON list of programs, each a list of [source, stdin, stdout or null]. It says "r" when it is warm,
starts when it is told anything, and then says how many tests of each program passed, as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

CPU_S = 10
DATA_BYTES = 512 << 20


def passed(code: object, stdin: str, stdout: str | None) -> bool:
    """One fork: limits, the program, its output or exit code."""
    out, child_out = os.pipe()
    given, feed = os.pipe()
    os.write(feed, stdin.encode())
    os.close(feed)
    child = os.fork()
    if child == 0:
        os.dup2(given, 0)
        os.dup2(child_out, 1)
        os.close(out)
        os.close(child_out)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, DATA_BYTES))
        try:
            exec(code, {"__name__": "__main__"})  # type: ignore[arg-type]
            sys.stdout.flush()
            os._exit(0)
        finally:
            os._exit(1)  # whatever the program raised
    os.close(given)
    os.close(child_out)
    printed = b""
    while part := os.read(out, 65536):
        printed += part
    os.close(out)
    _, status = os.waitpid(child, 0)
    return status == 0 and (stdout is None or printed.decode().split() == stdout.split())


def main() -> None:
    programs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = os.dup(1)
    os.write(answers, b"r")
    os.read(0, 2)
    counts = []
    for runs in programs:
        compiled: dict[str, object] = {}
        count = 0
        for source, stdin, stdout in runs:
            try:
                if source not in compiled:
                    compiled[source] = compile(source, "main.py", "exec")
            except SyntaxError:
                continue
            count += passed(compiled[source], stdin, stdout)
        counts.append(count)
    os.write(answers, json.dumps(counts).encode())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
