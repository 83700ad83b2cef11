"""Fixtures of several folders: a private Valkey, and the service as real processes on it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

from sandbox import SandboxError
from sandbox.walls import WallConfig, choose_wall
from service.settings import Settings
from tests.service.stack import Stack, Valkey

MakeStack = Callable[..., Stack]

hypothesis.settings.register_profile(  # time is no test here
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A directory whose name leaves room for a Unix socket's."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        yield Path(path)


@pytest.fixture(scope="session")
def shared_valkey() -> Iterator[Valkey]:
    """One Valkey for tests that do not restart it."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        yield valkey
        valkey.stop()


@pytest.fixture
def valkey(shared_valkey: Valkey) -> Valkey:
    """The shared Valkey, empty."""
    with shared_valkey.client() as redis:
        redis.flushall()
    return shared_valkey


@pytest.fixture(scope="session")
def wall_name() -> str:
    """A sandbox wall that works here; the one that needs least is tried first."""
    try:
        return choose_wall(WallConfig(wall="bubblewrap")).name
    except SandboxError:
        pass
    try:
        return choose_wall(WallConfig()).name
    except SandboxError as error:
        pytest.skip(str(error))


@pytest.fixture
def make_stack(short_path: Path, wall_name: str) -> Iterator[MakeStack]:
    """Makes a service of its own, on a Valkey of its own that may be killed."""
    with ExitStack() as ending:

        def make(workers: int, **settings: object) -> Stack:
            valkey = Valkey(short_path)
            stack = Stack(valkey, short_path, Settings(wall=wall_name, **settings))
            ending.callback(valkey.stop)
            ending.callback(stack.stop)
            stack.start_workers(workers)
            return stack

        yield make


@pytest.fixture(scope="session")
def shared_stack(wall_name: str) -> Iterator[Stack]:
    """One service with two workers, for tests that leave it as it is."""
    with tempfile.TemporaryDirectory(prefix="sj-") as path:
        valkey = Valkey(Path(path))
        settings = Settings(wall=wall_name, max_deadline_s=120, default_deadline_s=60)
        stack = Stack(valkey, Path(path), settings)
        stack.start_workers(2)
        yield stack
        stack.stop()
        valkey.stop()
