"""Child processes that are kept alive, and end with their parent."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

_PR_SET_PDEATHSIG = 1

SHORT_LIFE_S = 5.0  # a child that ends sooner has failed to start
MOST_SHORT_LIVES = 5  # in a row; then it will not get better
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 10.0

log = logging.getLogger(__name__)
_libc = ctypes.CDLL(None, use_errno=True)


class ChildFailed(Exception):
    """A child ended again and again right after its start."""


class Child:
    """One process that is started again whenever it ends."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._env = dict(env)
        self._short_lives = 0
        self._resume_at: float | None = None
        self.process = self._started()

    def look_after(self) -> None:
        """Starts the process again if it has ended, after a wait that grows with failures.

        Raises ChildFailed.
        """
        now = time.monotonic()
        if self._resume_at is not None:
            if now >= self._resume_at:
                self._resume_at = None
                self.process = self._started()
        elif self.process.poll() is not None:
            self._resume_at = now + self._wait_s(now - self._born)

    def stop(self) -> None:
        """Asks the process to end."""
        if self._resume_at is None and self.process.poll() is None:
            self.process.terminate()

    def join(self, until: float) -> None:
        """Waits for the end, and kills at `until` (of the monotonic clock)."""
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s does not end; killed", self.name)
            self.process.kill()
            self.process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        self._born = time.monotonic()
        # In a session of its own: Ctrl-C is for the parent, which ends its children in order.
        return subprocess.Popen(
            self._command, env=self._env, start_new_session=True, preexec_fn=die_with_parent
        )

    def _wait_s(self, lived_s: float) -> float:
        status = self.process.returncode
        self._short_lives = self._short_lives + 1 if lived_s < SHORT_LIFE_S else 0
        if self._short_lives >= MOST_SHORT_LIVES:
            raise ChildFailed(f"{self.name} ends right after its start, with status {status}")
        log.warning("%s ended with status %s; starting it again", self.name, status)
        return float(min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** max(0, self._short_lives - 1)))


def stop_all(children: Sequence[Child], within_s: float) -> None:
    """Ends all children at the same time."""
    for child in children:
        child.stop()
    until = time.monotonic() + within_s
    for child in children:
        child.join(until)


def die_with_parent() -> None:
    """For a child before it becomes its program: SIGTERM to it when the parent is gone."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:  # the parent died before the call
        os._exit(1)
