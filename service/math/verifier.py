"""The worker's side of the verifier: a child process that is asked, bounded and replaced.

Nothing here depends on signals or on the main thread: a `Verifier` may be used in any thread,
and by several.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from service.math.exchange import Question, Reply

_ROOT = Path(__file__).parents[2]  # what the child imports `service` from
_START_S = 60.0  # math-verify takes a second to load, on a busy machine many
_PIECE = 1 << 16

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one question, but for `questions`: after so many the child is replaced."""

    cpu_s: int = 5
    wall_s: float = 30.0  # a machine may be busy
    memory_bytes: int = 1 << 30
    questions: int = 2000  # caches of the library grow with them


class Verifier:
    """Asks one child at a time; starts it with the first question."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def ask(self, question: Question) -> Reply:
        """The reply; `failed` when the verifier crashes, even a second time, or takes too long."""
        with self._lock:
            reply = self._asked(question)
            if reply is None:
                log.warning("the math verifier crashed; asking once more")
                reply = self._asked(question) or Reply("failed", why="crash")
            return reply

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _asked(self, question: Question) -> Reply | None:
        """A reply, or None if the child died of something that is no bound of ours."""
        if self._child is None:
            self._child = _Child(self._bounds)
        child = self._child
        try:
            reply = child.ask(question)
        except _Ended as ended:
            self._drop()
            return Reply("failed", why=ended.why) if ended.why else None
        if reply.outcome == "failed" or child.questions >= self._bounds.questions:
            self._drop()
        return reply

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


class _Ended(Exception):
    """The child is gone; `why`: the bound that it exceeded, "" if it was none."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Child:
    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.questions = 0
        # The environment is its own: the worker's has the address of Redis in it. Hashes are
        # fixed, since sympy's results may depend on the order of sets.
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-P",  # nothing is imported from the working directory
                "-m",
                "service.math.verifier_main",
                str(bounds.memory_bytes),
                str(bounds.cpu_s),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"},
            cwd="/",
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the worker
        )
        self._ready = False

    def ask(self, question: Question) -> Reply:
        """Raises _Ended."""
        if not self._ready:
            self._line(_START_S)
            self._ready = True
        self.questions += 1
        try:
            self._send(question.encoded())
        except BrokenPipeError:
            raise _Ended(self._cause()) from None
        return Reply.decoded(self._line(self._bounds.wall_s))

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        descriptor = self._process.stdin.fileno()
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def kill(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait()

    def _line(self, within_s: float) -> bytes:
        """The next line of the child. Raises _Ended."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        ready = select.poll()
        ready.register(descriptor, select.POLLIN)
        until = time.monotonic() + within_s
        line = b""
        while not line.endswith(b"\n"):
            left_s = until - time.monotonic()
            if left_s <= 0 or not ready.poll(left_s * 1000):
                raise _Ended("time")
            piece = os.read(descriptor, _PIECE)
            if not piece:
                raise _Ended(self._cause())
            line += piece
        return line

    def _cause(self) -> str:
        status = self._process.wait()
        return "CPU time" if status == -signal.SIGXCPU else ""
