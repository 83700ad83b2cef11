"""Precompiled headers for a wall without an image: of the host's g++, made once a machine."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import subprocess
import tempfile
from pathlib import Path

from sandbox.version import PRECOMPILE

log = logging.getLogger(__name__)
CACHE = Path("/var/cache/softjudge")  # root's alone to write, as the wall is
PATH = "/usr/local/bin:/usr/bin:/bin"  # where runs find their compiler


def directory(cache: Path = CACHE) -> Path | None:
    """Where the headers are; makes them if they are not there, which takes some seconds.

    None where they cannot be made: programs then compile from the headers themselves.
    """
    environment = {"PATH": PATH}
    try:
        version = subprocess.run(
            ["g++", "--version"], env=environment, capture_output=True, check=True
        )
        name = hashlib.sha256(version.stdout + PRECOMPILE.read_bytes()).hexdigest()[:12]
        made = cache / f"precompiled-{name}"
        cache.mkdir(parents=True, exist_ok=True)
        with (cache / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the first of several workers makes them
            if not made.is_dir():
                _make(made, environment)
    except (OSError, subprocess.CalledProcessError) as error:
        log.info("C++ headers are not precompiled: %s", error)
        return None
    return made


def _make(directory: Path, environment: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(dir=directory.parent) as work:
        begun = Path(work, "begun")
        command = ["sh", str(PRECOMPILE), str(begun)]
        subprocess.run(command, env=environment, capture_output=True, check=True, umask=0o022)
        begun.rename(directory)
