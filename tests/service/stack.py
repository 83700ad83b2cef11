"""Real processes for tests: a Valkey, the API and workers, each to be killed and restarted."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import httpx
import orjson
from redis import Redis, RedisError

from service.embedded import valkey_command
from service.settings import Settings

START_S = 60.0


class Process:
    """A child whose output goes to a file, for the report of a failed test."""

    def __init__(self, command: list[str], log: Path, env: dict[str, str] | None = None) -> None:
        self._log: IO[bytes] = log.open("ab")
        self._child = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, env=os.environ | (env or {})
        )

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        """SIGKILL, as a crash."""
        self._child.kill()
        self._child.wait()
        self._log.close()

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        self._child.send_signal(signal.SIGTERM)
        status = self._child.wait(timeout=60)
        self._log.close()
        return status


class Valkey:
    """An append-only Valkey on a Unix socket, whose data outlives it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._socket = directory / "s"
        self.url = f"unix://{self._socket}"
        self.start()

    def start(self) -> None:
        command = valkey_command(self._directory, self._socket)
        self._process = Process(command, self._directory / "output")
        wait_until(self._answers)

    def kill(self) -> None:
        self._process.kill()

    def stop(self) -> None:
        self._process.stop()

    @property
    def pid(self) -> int:
        return self._process.pid

    def client(self) -> Redis:
        return Redis.from_url(self.url)

    def _answers(self) -> bool:
        if not self._socket.exists():
            return False
        with self.client() as redis:
            return bool(redis.ping())


class Stack:
    """The service as its users run it: separate processes, one Valkey."""

    def __init__(self, valkey: Valkey, directory: Path, settings: Settings) -> None:
        self.valkey = valkey
        self.settings = settings.model_copy(update={"redis_url": valkey.url})
        self._directory = directory
        self.url = f"http://127.0.0.1:{free_port()}"
        self.workers: list[Process] = []
        self.start_api()

    def start_api(self) -> None:
        port = self.url.rpartition(":")[2]
        self.api = self._python("service.api", "127.0.0.1", port)
        wait_until(self._lives)

    def start_workers(self, count: int = 1, module: str = "service.worker") -> None:
        """Workers that are ready to take work."""
        started = [self._python(module) for _ in range(count)]
        self.workers += started
        pids = {worker.pid for worker in started}
        wait_until(lambda: pids <= self._live_workers())

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=60)

    def stop(self) -> None:
        for process in (*self.workers, self.api):
            if process.running:
                process.stop()

    def _python(self, module: str, *args: str) -> Process:
        log = self._directory / f"{module}.log"
        return Process([sys.executable, "-m", module, *args], log, self.settings.to_env())

    def _lives(self) -> bool:
        return httpx.get(f"{self.url}/healthz").status_code == 200

    def _live_workers(self) -> set[int]:
        answer = httpx.get(f"{self.url}/readyz", timeout=30)
        return {worker["pid"] for worker in answer.json().get("workers", [])}


def wait_until(condition: Any, within_s: float = START_S) -> None:
    """Returns when the condition holds; what it raises of connections counts as not yet."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            if condition():
                return
        except (httpx.TransportError, RedisError, OSError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"not within {within_s:g} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def read_results(client: httpx.Client, batch: str, cursor: str | None = None) -> list[Any]:
    """All results behind a cursor, in order, until the stream ends."""
    params = {} if cursor is None else {"cursor": cursor}
    with client.stream("GET", f"/v1/batches/{batch}/results", params=params) as stream:
        stream.raise_for_status()
        return [orjson.loads(line) for line in stream.iter_lines() if line.strip()]


def post_batch(client: httpx.Client, body: dict[str, Any]) -> str:
    answer = client.post("/v1/batches", json=body)
    assert answer.status_code == 202, answer.text
    batch: str = answer.json()["id"]
    return batch
