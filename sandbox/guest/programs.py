"""One program at a time on the bench: prepared once, run on case after case."""

from __future__ import annotations

import json
import os
import random
import socket
import sys
from typing import Any

from sandbox.guest import runs, sweep
from sandbox.guest.zygotes import HERE, Ended, Zygote

PROGRAM = os.path.join(runs.WORK, "program")  # its source, owned by the supervisor
BUILD = os.path.join(runs.WORK, "build")  # what a compiler made, owned by the compiling user
RUN = os.path.join(runs.WORK, "run")
CHECK = os.path.join(runs.WORK, "check")

UIDS = 1000  # how many users a slot rotates through
FIRST_UID = 10_000
MAX_CODE = 64 << 20
MAX_MESSAGE = 8 << 10

SOURCES = {"python": "main.py", "cpp": "main.cpp"}
COMPILERS = {
    "cpp": ["g++", "-O2", "-std=gnu++17", "-pipe", "-o", "main", os.path.join(PROGRAM, "main.cpp")]
}

Executed = tuple[dict[str, Any] | None, list[bytes]]


class Bench:
    def __init__(self, config: dict[str, Any]) -> None:
        self._confinement = {**config, "filter": os.path.join(HERE, "seccomp.json")}
        self._zygotes: dict[str, Zygote] = {}
        self._uids = uid_range()
        self._next_uid = 0
        self._begin: dict[str, Any] = {}
        self._source = b""
        self._code: bytes | None = None
        self._report: dict[str, Any] | None = None
        self._compiled = False
        self._keep: frozenset[str] = frozenset()  # names below WORK that outlive a case
        self.compile_failed = False
        self.unclean = ""  # why the slot must not be used again

    # --- a program's life -----------------------------------------------------------------

    def begin(self, message: dict[str, Any], source: bytes) -> None:
        self._begin, self._source = message, source
        self._code, self._report = None, None
        self._compiled = self.compile_failed = False
        self._keep = frozenset({"program"})
        os.mkdir(PROGRAM)
        with open(os.path.join(PROGRAM, SOURCES[message["language"]]), "wb") as file:
            file.write(source)

    def end(self) -> None:
        if "build" in self._keep:
            sweep.empty(runs.WORK, {os.stat(BUILD).st_uid}, frozenset({"program"}))
        sweep.empty(runs.WORK, {0})

    def execute(self, case: dict[str, Any], blobs: list[bytes]) -> Executed:
        """Run one case. (None, []) when the program turned out not to compile."""
        if self._begin["language"] in COMPILERS:
            if not self._compiled:
                self._compile()
            if self.compile_failed:
                return None, []
            return self._run_binary(blobs[0])
        if case["kind"] == "stdio":
            return self._run_main(blobs[0])
        if case["kind"] == "call":
            return self._run_call(blobs[0])
        return self._run_check(blobs[0])

    def take_compile_report(self) -> dict[str, Any] | None:
        report, self._report = self._report, None
        return report

    # --- kinds of cases -------------------------------------------------------------------

    def _run_main(self, stdin: bytes) -> Executed:
        part = self._part("main", "main", RUN, {"stdin": stdin})
        return self._finish_python(part, self._run([part]))

    def _run_call(self, request: bytes) -> Executed:
        part = self._part("call", "call", RUN, {"request": request}, ["value"])
        return self._finish_python(part, self._run([part]))

    def _run_check(self, order: bytes) -> Executed:
        """The program and its check, each a process of its own, joined by a socket."""
        ours, theirs = socket.socketpair()
        part = self._part("call", "serve", RUN, {}, (), {"channel": theirs.detach()})
        check = self._part(
            "check", "check", CHECK, {"source": order}, ["report"], {"channel": ours.detach()}
        )
        watched = self._run([part, check])
        executed, blobs = self._finish_python(part, watched)
        if executed is not None:
            report = bytes(check.captures["report"].data)
            executed["check"] = json.loads(report) if report else None
        return executed, blobs

    def _run_binary(self, stdin: bytes) -> Executed:
        part = self._part("main", "execute", RUN, {"stdin": stdin})
        part.path = os.path.join(BUILD, "main")
        part.argv = [part.path]
        return outcome(part, self._run([part]), self._begin["limits"])

    def _compile(self) -> None:
        language = self._begin["language"]
        limits = self._begin["compile_limits"]
        part = self._part("main", "execute", BUILD, {"stdin": b""})
        part.argv = [*COMPILERS[language], *libraries(self._source)]
        part.path = f"/usr/bin/{part.argv[0]}"
        self._keep = frozenset({"program", "build"})
        watched = runs.run([part], limits, self._known(), self._keep)
        self.unclean = watched.unclean
        executed, blobs = outcome(part, watched, limits)
        ok = executed["exit_code"] == 0 and executed["limit"] is None
        message = blobs[1][:MAX_MESSAGE].decode("utf-8", "replace")
        if not ok and executed["limit"]:
            message = f"the compiler exceeded its {executed['limit']} limit\n{message}"
        self._set_report(ok, message, watched.wall_s)
        if ok:
            with sweep.acting_as(part.uid):
                os.chmod(BUILD, 0o755)

    # --- pieces ---------------------------------------------------------------------------

    def _part(
        self,
        role: str,
        action: str,
        directory: str,
        texts: dict[str, bytes],
        captured: Any = (),
        lent: dict[str, int] | None = None,
    ) -> runs.Part:
        """A process to be: its standard streams, the texts it reads, the pipes it writes.

        Texts and pipes are made as its user, so that it may open them again by /dev/stdin and
        /dev/stdout, and no other user can, even where /proc shows descriptors to everybody.
        """
        uid = self._uids[self._next_uid % len(self._uids)]
        self._next_uid += 1
        texts = dict(texts)
        captured = ["stdout", "stderr", *captured]
        if role != "check" and action != "execute":
            if self._code is None:
                texts["source"] = self._source
                captured.append("emit")
            else:
                texts["code"] = self._code
        limit = int(self._begin["limits"]["output_kb"]) << 10
        with sweep.acting_as(uid):
            fds = {name: memory_file(text) for name, text in texts.items()}
            captures = {
                name: runs.Capture(MAX_CODE if name == "emit" else limit) for name in captured
            }
        if "stdin" not in fds:
            fds["stdin"] = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
        return runs.Part(
            self._zygote(role), action, uid, directory, {**fds, **(lent or {})}, captures,
            path=os.path.join(PROGRAM, "main.py"),
        )  # fmt: skip

    def _run(self, parts: list[runs.Part]) -> runs.Watched:
        watched = runs.run(parts, self._begin["limits"], self._known(), self._keep)
        self.unclean = watched.unclean
        return watched

    def _finish_python(self, part: runs.Part, watched: runs.Watched) -> Executed:
        executed, blobs = outcome(part, watched, self._begin["limits"])
        emit = part.captures.get("emit")
        if emit is not None:
            report = bytes(emit.data)
            if not report.startswith(b"C"):
                message = report[1:] or f"the parser ended with {executed['limit'] or 'a crash'}"
                self._set_report(False, message_text(message), watched.wall_s)
                return None, []
            self._set_report(True, "", 0.0)
            self._code = report[1:]
        return executed, blobs

    def _set_report(self, ok: bool, message: str, wall_s: float) -> None:
        self._compiled = True
        self.compile_failed = not ok
        self._report = {"ok": ok, "message": message, "wall_s": wall_s}

    def _zygote(self, role: str) -> Zygote:
        if role not in self._zygotes:
            self._zygotes[role] = Zygote(role, self._confinement)
        return self._zygotes[role]

    def _known(self) -> set[int]:
        return {zygote.pid for zygote in self._zygotes.values()}


def message_text(message: bytes | str) -> str:
    return message if isinstance(message, str) else message.decode("utf-8", "replace")


def libraries(source: bytes) -> list[str]:
    """Linker flags for the few libraries that problem sets use."""
    return ["-lcrypto"] if b"openssl/" in source else []


def memory_file(data: bytes) -> int:
    """A file in memory with this content, at offset 0, that only its maker may open again."""
    fd = os.memfd_create("case", os.MFD_CLOEXEC)
    os.fchmod(fd, 0o600)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def uid_range() -> range:
    """Users for runs: a random stretch of those that this user namespace maps, so that the
    slots of a host do not share users and their process counts."""
    with open("/proc/self/uid_map", encoding="ascii") as file:
        mapped = max(int(line.split()[0]) + int(line.split()[2]) for line in file)
    last = min(mapped, 2**31) - UIDS
    if last < FIRST_UID:
        sys.exit("this wall maps too few users for a fresh one each run")
    first = random.randrange(FIRST_UID, last + 1)
    return range(first, first + UIDS)


def outcome(
    part: runs.Part, watched: runs.Watched, limits: dict[str, Any]
) -> tuple[dict[str, Any], list[bytes]]:
    """What the host is told about a part, and the bytes it wrote: stdout, stderr, value."""
    ended = part.ended
    assert isinstance(ended, Ended)
    number = None if part.dismissed else runs.signal_of(ended.status)
    stdout, stderr = part.captures["stdout"], part.captures["stderr"]
    value = part.captures.get("value")
    executed = {
        "exit_code": None if number else 0 if part.dismissed else os.WEXITSTATUS(ended.status),
        "signal": number,
        "limit": runs.limit_of(watched, ended, limits),
        "cpu_s": ended.cpu_s,
        "wall_s": watched.wall_s,
        "memory_mb": ended.peak_kib / 1024,
        "stdout_clipped": stdout.exceeded,
        "stderr_clipped": stderr.exceeded,
        "has_value": value is not None and bool(value.data),
    }
    blobs = [bytes(stdout.data), bytes(stderr.data), bytes(value.data) if value else b""]
    return executed, blobs
