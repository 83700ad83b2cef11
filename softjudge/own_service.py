"""A service for the time of one command: `softjudge up` as a child, on a free port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from softjudge.service_extra import importing


class NotStarted(Exception):
    """The service does not run; what it said of that is on standard error."""


START_S = 280.0  # the first start with Docker builds the sandbox image


@contextmanager
def own_service(workers: int | None) -> Iterator[str]:
    """Its address, once it can judge; it ends with the block. One worker per core unless told.

    Raises NotStarted.
    """
    with importing():
        from service.children import die_with_parent
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    up = [sys.executable, "-m", "softjudge", "up", "--port", str(port)]
    up += ["--workers", str(workers or os.cpu_count() or 1)]
    # What it says goes to standard error: standard output is the command's.
    process = subprocess.Popen(up, stdout=sys.stderr, preexec_fn=die_with_parent)
    try:
        _wait_until_ready(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the service answers that it can judge. Raises NotStarted."""
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise NotStarted(f"softjudge up ended with exit code {process.returncode}")
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass  # it does not listen yet
        time.sleep(0.2)
    raise NotStarted(f"the service was not ready within {START_S:.0f} s")
