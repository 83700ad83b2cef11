"""What every wall shows its supervisor, whatever builds it."""

from __future__ import annotations

import json

GUEST_ROOT = "/opt/softjudge"
HOST_PACKAGES = "/opt/packages"  # the service's own Python packages, behind bubblewrap
PRECOMPILED = "/opt/precompiled"  # headers
GUEST_DIRECTORY = f"{GUEST_ROOT}/sandbox/guest"

# What candidates may read and execute, and where they may write, for Landlock. Paths that a
# wall does not have are left out by the guest.
READ = [
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/proc"),
    *("/dev/urandom", "/dev/random", "/dev/zero"),
    *("/var/lib/ghc", "/opt/crates", "/opt/gocache", PRECOMPILED),
    HOST_PACKAGES,
    GUEST_ROOT,
]
WRITE = ["/work", "/tmp", "/dev/shm", "/dev/null", "/dev/zero", "/dev/full"]


def supervisor_command(python: str, extra_read: list[str] | None = None) -> list[str]:
    """argv of the supervisor; `python` is the interpreter inside the wall."""
    config = {"read": READ + (extra_read or []), "write": WRITE}
    return [python, "-S", "-s", "-m", "sandbox.guest.supervisor", json.dumps(config)]


SUPERVISOR_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONPATH": GUEST_ROOT,
    "PYTHONDONTWRITEBYTECODE": "1",
}
