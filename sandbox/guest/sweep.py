"""After a run: no process, no file and no directory of it remains."""

from __future__ import annotations

import os
import signal
import stat
import time
from collections.abc import Collection, Iterator

ATTEMPTS = 2000
PAUSE_S = 0.001
MAX_REMOVALS = 20_000  # above this the slot is thrown away instead of cleaned


class NotClean(Exception):
    """Something of a run could not be removed: this slot must not be used again."""


class acting_as:  # noqa: N801 - a context manager, written as a class because it is hot
    """Real and effective user `uid`, root kept in reserve.

    While it lasts the supervisor may signal exactly what the run may, and files it makes
    are the run's and the group's.
    """

    __slots__ = ("_group", "_uid")

    def __init__(self, uid: int, group: int = 0) -> None:
        self._uid, self._group = uid, group

    def __enter__(self) -> None:
        if self._group:
            os.setresgid(self._group, self._group, 0)
        os.setresuid(self._uid, self._uid, 0)

    def __exit__(self, *_: object) -> None:
        os.setresuid(0, 0, 0)
        if self._group:
            os.setresgid(0, 0, 0)


def kill_all(uid: int) -> None:
    """SIGKILL to every process of the user; the supervisor itself is exempt as PID 1."""
    with acting_as(uid):
        try:
            os.kill(-1, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def pauses() -> Iterator[None]:
    """Bounded attempts, the first ones without a pause."""
    for attempt in range(ATTEMPTS):
        yield
        if attempt > 10:
            time.sleep(PAUSE_S)


def empty(directory: str, uids: Collection[int], keep: frozenset[str] = frozenset()) -> None:
    """Remove all entries of `directory` but `keep`. Raises NotClean when one cannot be
    removed, or belongs to none of these users."""
    owned: dict[int, list[str]] = {}
    for name in os.listdir(directory):
        if name not in keep:
            owned.setdefault(os.lstat(os.path.join(directory, name)).st_uid, []).append(name)
    for uid, names in owned.items():
        if uid not in uids:
            raise NotClean(f"{directory} holds a file of a stranger")
        with acting_as(uid):
            try:
                _Remover(directory).remove(names)
            except OSError as error:
                raise NotClean(f"{directory}: {error.strerror}") from error


class _Remover:
    """Deletes trees of any depth with paths of bounded length.

    A directory found inside another is first moved up into `root`, so no path grows and
    no recursion happens, however deep the tree is.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.removals = 0

    def remove(self, names: list[str]) -> None:
        pending = [os.path.join(self.root, name) for name in names]
        while pending:
            path = pending.pop()
            if stat.S_ISDIR(os.lstat(path).st_mode):
                pending += self._empty_one(path)
                os.rmdir(path)
            else:
                os.unlink(path)
            self._count()

    def _empty_one(self, path: str) -> list[str]:
        """Unlink the files of one directory; the directories in it, moved up to `root`."""
        os.chmod(path, 0o700)
        found = []
        for entry in list(os.scandir(path)):
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)
                # A name that no program can have put there before.
                up = os.path.join(self.root, f".swept-{os.urandom(8).hex()}")
                os.rename(entry.path, up)
                found.append(up)
            else:
                os.unlink(entry.path)
                self._count()
        return found

    def _count(self) -> None:
        self.removals += 1
        if self.removals > MAX_REMOVALS:
            raise NotClean(f"{self.root}: more than {MAX_REMOVALS} entries")
