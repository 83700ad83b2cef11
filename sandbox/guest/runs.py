"""One case: order its processes, watch them, end them at a limit, leave nothing behind."""

from __future__ import annotations

import os
import select
import signal
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.guest import proc, sweep
from sandbox.guest.languages import Language
from sandbox.guest.orders import TEXTS, Order, kept_under, resource_limits
from sandbox.guest.zygotes import Ended, Zygote

TICK_S = 0.1  # how often a run that lasts is measured
GRACE_S = 10.0  # a killed process that takes longer to die costs the slot
SHARED_DIRECTORIES = ("/tmp", "/dev/shm")
WORK = "/work"
HOST = 0  # the descriptor that orders come by
MAX_COLLECTED = 64 << 10
PARTNERS = ("check", "interactor")  # parts after whose end the candidate is not needed


class HostGone(Exception):
    """Whoever ordered the run is gone: nobody will read its outcome."""


class Capture:
    """A pipe whose writing end a process gets; holds at most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.data = bytearray()
        self.exceeded = False
        self.read_fd, self.write_fd = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self.read_fd, False)

    def pump(self) -> bool:
        """Read what is there. False when the pipe has ended."""
        while True:
            try:
                piece = os.read(self.read_fd, 1 << 16)
            except BlockingIOError:
                return True
            if not piece:
                return False
            room = self._limit - len(self.data)
            self.data += piece[:room]
            if len(piece) > room:
                self.exceeded = True
                return True

    def close(self) -> None:
        os.close(self.read_fd)


@dataclass(slots=True)
class Part:
    """One process of a case: what to order, and what came of it."""

    name: str  # of the program it runs, or "check"
    zygote: Zygote
    uid: int
    directory: str  # private, below WORK
    group: int = 0  # whose processes alone may enter the directories of the part's program
    umask: int = 0o022
    action: str = ""
    path: str = ""  # of a Python program's source
    reseed: bool = False
    argv: Sequence[str] = ()
    language: Language | None = None  # of an executed program
    files: dict[str, bytes] = field(default_factory=dict)  # put into the directory first
    collect: tuple[str, ...] = ()  # names of files to read out of the directory at the end
    texts: dict[str, bytes] = field(default_factory=dict)  # given to it as files in memory
    fds: dict[str, int] = field(default_factory=dict)  # its alone: closed once it has them
    captured: dict[str, int] = field(default_factory=dict)  # pipes to make; most bytes of each
    captures: dict[str, Capture] = field(default_factory=dict)
    collected: dict[str, bytes] = field(default_factory=dict)
    ended: Ended | None = None
    dismissed: bool = False  # not needed any more when it ended
    refused: set[str] = field(default_factory=set)  # system calls, of those that are told of


@dataclass(frozen=True, slots=True)
class Watched:
    limit: str | None
    wall_s: float
    oom_kills: int
    starved: bool = False  # was stopped by the wall clock, at work
    unclean: str = ""  # why the slot must not be used again, though this case is answered


def run(
    parts: list[Part], limits: dict[str, Any], known: set[int], keep: frozenset[str]
) -> Watched:
    """Run all parts together until each has ended, then sweep.

    `known` are the processes that stay, `keep` the names below WORK that stay. Raises
    sweep.NotClean, ZygoteDied or LaunchFailed when the slot is not to be trusted any more, and
    HostGone.
    """
    before = proc.oom_kills()
    for part in parts:
        _prepare(part)
    watch = _Watch(parts, limits, known)
    for part in parts:
        _start(part, limits)
    watch.until_ended()
    wall_s = watch.elapsed()
    _kill_others(parts, known)
    for part in parts:
        for capture in part.captures.values():
            watch.pump(capture)
            capture.close()
    for part in parts:
        _collect(part)
    uids = {part.uid for part in parts}
    unclean = ""
    try:
        for directory in (*SHARED_DIRECTORIES, WORK):
            sweep.empty(directory, uids, keep)
    except sweep.NotClean as error:
        unclean = str(error)
    return Watched(watch.limit, wall_s, proc.oom_kills() - before, watch.starved, unclean)


def _prepare(part: Part) -> None:
    """The private directory with the case's files in it, and what the process gets by
    descriptor. All of it is the user's, who may open it again by /dev/stdin and its like
    while no other user can."""
    with sweep.acting_as(part.uid, part.group):
        os.mkdir(part.directory, 0o700)
        for name, data in part.texts.items():
            part.fds[name] = _memory_file(data)
        for name, limit in part.captured.items():
            part.captures[name] = Capture(limit)
        write_files(part.directory, part.files)


def write_files(directory: str, files: dict[str, bytes]) -> None:
    """New files below a directory, with the directories that their names have in them."""
    for name, content in files.items():
        path = os.path.join(directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(content)


def _memory_file(data: bytes) -> int:
    fd = os.memfd_create("case", os.MFD_CLOEXEC)
    os.fchmod(fd, 0o600)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _collect(part: Part) -> None:
    """Read the asked regular files, each up to a bound; what is not there is left out."""
    if not part.collect:
        return
    with sweep.acting_as(part.uid):
        for name in part.collect:
            try:
                fd = os.open(
                    os.path.join(part.directory, name),
                    os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC,
                )
            except OSError:
                continue
            try:
                if stat.S_ISREG(os.fstat(fd).st_mode):
                    part.collected[name] = os.read(fd, MAX_COLLECTED)
            finally:
                os.close(fd)


def _start(part: Part, limits: dict[str, Any]) -> None:
    if "stdin" not in part.fds:
        part.fds["stdin"] = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    writing = {name: capture.write_fd for name, capture in part.captures.items()}
    fds = {**part.fds, **writing}
    streams = [fds[name] for name in ("stdin", "stdout", "stderr")]
    texts = [name for name in TEXTS if name in fds]
    kept = [name for name in fds if name not in ("stdin", "stdout", "stderr", *TEXTS)]
    order = Order(
        action=part.action,
        uid=part.uid,
        groups=[part.group] if part.group else [],
        umask=part.umask,
        cwd=part.directory,
        path=part.path,
        argv=list(part.argv),
        environment=environment(part),
        reseed=part.reseed,
        limits=resource_limits(limits, part.language),
        texts=tuple((name, len(part.texts[name])) for name in texts),
        kept=kept_under(kept),
    )
    part.zygote.order(order, streams + [fds[name] for name in (*texts, *kept)])
    for fd in fds.values():
        os.close(fd)


def environment(part: Part) -> dict[str, str]:
    """What an executed program's language puts into its environment."""
    if part.language is None:
        return {}
    names = {"build": part.directory}
    return {name: text.format_map(names) for name, text in part.language.environment.items()}


def _kill_others(parts: list[Part], known: set[int]) -> None:
    for _ in sweep.pauses():
        reap(known)
        if not proc.others(known):
            return
        for part in parts:
            sweep.kill_all(part.uid)
    raise sweep.NotClean("processes that do not die")


def reap(known: set[int]) -> None:
    """Collect orphans that became ours. Raises NotClean when a zygote was among them."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        if pid in known:
            raise sweep.NotClean("a zygote died")


class _Watch:
    """The waiting: pipes, ends, and the limits that the kernel does not keep by itself."""

    def __init__(self, parts: list[Part], limits: dict[str, Any], known: set[int]) -> None:
        self.limit: str | None = None
        self.starved = False
        self._parts = parts
        self._limits = limits
        self._known = known
        self._start = time.monotonic()
        self._deadline = self._start + float(limits["wall_s"])
        self._next_tick = self._start + min(TICK_S, limits["wall_s"])
        self._killed_at: float | None = None
        self._poll = select.poll()
        self._poll.register(HOST, 0)  # asks for nothing, so tells only of a hang-up
        self._captures: dict[int, Capture] = {}
        self._zygotes: dict[int, Part] = {}
        self._refusals: dict[int, Part] = {}
        for part in parts:
            self._zygotes[part.zygote.fileno()] = part
            self._poll.register(part.zygote.fileno(), select.POLLIN)
            for capture in part.captures.values():
                self._captures[capture.read_fd] = capture
                self._poll.register(capture.read_fd, select.POLLIN)

    def elapsed(self) -> float:
        return time.monotonic() - self._start

    def until_ended(self) -> None:
        self._listen()
        while any(part.ended is None for part in self._parts):
            wait = max(0.0, self._next_tick - time.monotonic())
            for fd, _ in self._poll.poll(wait * 1000):
                if fd == HOST:
                    raise HostGone
                if fd in self._zygotes:
                    self._end(self._zygotes[fd])
                elif fd in self._refusals:
                    self._refuse(self._refusals[fd])
                else:
                    self.pump(self._captures[fd])
            if time.monotonic() >= self._next_tick:
                self._tick()

    def _listen(self) -> None:
        """Be told of refused system calls; to be called when all processes have been ordered."""
        for part in self._parts:
            if part.zygote.refusals is not None:
                self._refusals[part.zygote.refusals.fileno()] = part
                self._poll.register(part.zygote.refusals.fileno(), select.POLLIN)

    def _refuse(self, part: Part) -> None:
        assert part.zygote.refusals is not None
        if name := part.zygote.refusals.refuse():
            part.refused.add(name)

    def pump(self, capture: Capture) -> None:
        open_still = capture.pump()
        if capture.exceeded:
            self._stop("output")
        if (not open_still or capture.exceeded) and capture.read_fd in self._captures:
            self._poll.unregister(capture.read_fd)
            del self._captures[capture.read_fd]

    def _end(self, part: Part) -> None:
        part.ended = part.zygote.ended()
        self._poll.unregister(part.zygote.fileno())
        # What it leaves behind would hold its ends of the pipes to a partner.
        sweep.kill_all(part.uid)
        # A partner that is done needs its candidate no longer, which gets a moment to end by
        # itself; the other way round, the partner sees its channel end and tells.
        if part.name in PARTNERS:
            for other in self._parts:
                other.dismissed = other.ended is None
            self._next_tick = time.monotonic() + TICK_S

    def _tick(self) -> None:
        now = time.monotonic()
        self._next_tick = now + TICK_S
        if self._killed_at is not None:
            if now > self._killed_at + GRACE_S:
                raise sweep.NotClean("a killed process that does not die")
            self._kill()
            return
        if any(part.dismissed for part in self._parts):
            self._killed_at = now
            self._kill()
            return
        for part in self._parts:
            if part.ended is not None:
                sweep.kill_all(part.uid)  # what was being born at its end
        pids = proc.others(self._known)
        used = proc.usage(pids)
        if used.cpu_s > self._limits["cpu_s"]:
            self._stop("cpu")
        elif used.memory > self._limits["memory_mb"] << 20:
            self._stop("memory")
        elif now >= self._deadline and now >= self._extended(pids):
            self.starved = proc.at_work(pids)
            self._stop("wall")
        elif now < self._deadline:
            self._next_tick = min(self._next_tick, self._deadline)

    def _extended(self, pids: list[int]) -> float:
        """The deadline with the time added that a process waited for a core, at most as
        much again: a busy machine is not the program's fault."""
        wall_s = float(self._limits["wall_s"])
        return self._deadline + min(proc.waited_for_core_s(pids), wall_s)

    def _stop(self, limit: str) -> None:
        if self.limit is None:
            self.limit = limit
            self._killed_at = time.monotonic()
            self._kill()

    def _kill(self) -> None:
        for part in self._parts:
            sweep.kill_all(part.uid)


def signal_of(status: int) -> int | None:
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else None


def limit_of(watched: Watched, ended: Ended, limits: dict[str, Any]) -> str | None:
    """Which bound ended a process, of those that leave another trace than our own kill."""
    if watched.limit is not None:
        return watched.limit
    number = signal_of(ended.status)
    if number == signal.SIGXCPU or ended.cpu_s > limits["cpu_s"]:
        return "cpu"
    if number == signal.SIGKILL and watched.oom_kills:
        return "memory"
    return None


def outcome(
    part: Part, watched: Watched, limits: dict[str, Any]
) -> tuple[dict[str, Any], list[bytes]]:
    """What the host is told about a part, and bytes: stdout, stderr, value, collected files."""
    ended = part.ended
    assert ended is not None
    number = None if part.dismissed else signal_of(ended.status)
    streams = [part.captures.get(name) for name in ("stdout", "stderr", "value")]
    executed = {
        "exit_code": None if number else 0 if part.dismissed else os.WEXITSTATUS(ended.status),
        "signal": number,
        "limit": limit_of(watched, ended, limits),
        "cpu_s": ended.cpu_s,
        "wall_s": watched.wall_s,
        "memory_mb": ended.peak_kib / 1024,
        "stdout_clipped": streams[0] is not None and streams[0].exceeded,
        "stderr_clipped": streams[1] is not None and streams[1].exceeded,
        "has_value": streams[2] is not None and bool(streams[2].data),
        "dismissed": part.dismissed,
        "refused": sorted(part.refused),
        "oddities": ["left_behind"] if watched.unclean else [],
        "collected": list(part.collected),
    }
    blobs = [b"" if stream is None else bytes(stream.data) for stream in streams]
    return executed, blobs + list(part.collected.values())
