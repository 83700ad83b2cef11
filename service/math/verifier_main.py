"""`python -m service.math.verifier_main MEMORY_BYTES CPU_SECONDS`: the verifier process.

A question a line on stdin, a reply a line on stdout, until stdin ends. The first line says
that math-verify is loaded. A question that takes more than CPU_SECONDS ends the process by
SIGXCPU, from which the worker knows the cause.
"""

from __future__ import annotations

import dataclasses
import os
import resource
import sys
import time
from pathlib import Path
from typing import BinaryIO

from service.math.equality import reply_to
from service.math.exchange import Question, Reply

# The library takes a lack of memory for "not equal" at places that cannot be told from
# outside. A negative reply after this share of the memory was used is therefore none.
SUSPICIOUS_SHARE = 0.25


def main(memory_bytes: int, cpu_s: int) -> None:
    replies = _take_stdout()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    replies.write(Reply("no_answer").encoded())
    for line in sys.stdin.buffer:
        question = Question.decoded(line)
        start = time.process_time()
        _allow_cpu(start + cpu_s)
        reply = reply_to(question)
        if reply.outcome != "equal" and _peak_bytes() > memory_bytes * SUSPICIOUS_SHARE:
            reply = Reply("failed", reply.found, "memory")
        elapsed = round(time.process_time() - start, 4)
        replies.write(dataclasses.replace(reply, cpu_s=elapsed).encoded())


def _take_stdout() -> BinaryIO:
    """stdout for the replies alone; what a library prints goes to stderr."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return replies


def _allow_cpu(until_s: float) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(until_s) + 1, hard))


def _peak_bytes() -> int:
    """The most memory this process had. `getrusage` would count the worker's from before exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
