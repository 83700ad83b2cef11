"""Secrets that are planted where a program must not look, so that a leak is seen.

Every canary begins with one marker that nothing else on the machine holds. Programs are given
the marker with each byte raised by one, so that looking for it never puts it anywhere.
"""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST_PLACES = ("/tmp", "/var/tmp", "/dev/shm")
VARIABLE = "SOFTJUDGE_HOSTILE_CANARY"


@dataclass(frozen=True, slots=True)
class Canaries:
    marker: str
    host_files: tuple[Path, ...] = ()

    def of(self, kind: str) -> str:
        """The canary that is planted in places of a kind."""
        return f"{self.marker}-{kind}"

    @property
    def raised(self) -> bytes:
        return bytes(byte + 1 for byte in self.marker.encode())


@contextmanager
def planted() -> Iterator[Canaries]:
    """Canaries in this process's environment, in another's command line and environment, and
    in files of the host that anybody may read."""
    marker = f"canary-{uuid.uuid4().hex[:12]}"
    with ExitStack() as ending:
        files = []
        for place in HOST_PLACES:
            path = Path(place, f"softjudge-hostile-{uuid.uuid4().hex[:8]}")
            ending.callback(path.unlink, missing_ok=True)
            path.write_text(f"{marker}-host-file\n", encoding="utf-8")
            files.append(path)
        canaries = Canaries(marker, tuple(files))
        os.environ[VARIABLE] = canaries.of("environment")
        ending.callback(os.environ.pop, VARIABLE)
        neighbour = subprocess.Popen(
            [canaries.of("command-line"), "infinity"],
            executable="/bin/sleep",
            env={"SECRET": canaries.of("neighbour")},
        )
        ending.callback(neighbour.wait)
        ending.callback(neighbour.kill)
        yield canaries
