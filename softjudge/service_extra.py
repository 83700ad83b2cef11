"""The way from the command line to `service` and `sandbox`, which a client may lack.

The client and `softjudge score` work without what those packages depend on, so a command
imports them when it needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pydantic

from softjudge.failing import described, fail

if TYPE_CHECKING:
    from service.settings import Settings

_OWN = ("sandbox", "service")


@contextmanager
def importing() -> Iterator[None]:
    """Around imports: a missing dependency becomes a line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in _OWN:
            raise
        fail(f"{error.name} is not installed; this command needs: pip install 'softjudge[service]'")


@contextmanager
def failures_shown(*kinds: type[Exception]) -> Iterator[None]:
    """Around the work: what the machine lacks becomes a line that says what to do."""
    from sandbox.errors import SandboxError

    shown: tuple[type[Exception], ...] = (SandboxError, *kinds)
    try:
        yield
    except shown as error:
        fail(str(error))


def settings() -> Settings:
    """The service's settings, from the environment."""
    with importing():
        from service.settings import Settings
    try:
        return Settings.from_env()
    except (pydantic.ValidationError, ValueError) as error:
        fail(f"the SOFTJUDGE_* variables are not in order:\n{described(error)}")
