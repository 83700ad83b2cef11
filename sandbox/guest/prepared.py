"""One program on the bench: its source, and what a compiler or the parser made of it."""

from __future__ import annotations

import os
import stat
from typing import Any

from sandbox.guest import artifacts, runs, sweep
from sandbox.guest.languages import Language

MAX_MESSAGE = 8 << 10

Report = tuple[dict[str, Any], list[bytes]]


class Prepared:
    """`code` is the marshalled code of a Python program, once its first case has parsed it.

    With a `group`, only processes of that group may enter the program's directories: a
    candidate must not read its interactor.
    """

    def __init__(
        self, name: str, language: Language, source: bytes, artifact: bytes | None, group: int = 0
    ) -> None:
        self.name = name
        self.group = group
        self.language = language
        self.source = source
        self.code: bytes | None = None
        self.failed = False
        self._report: Report | None = None
        self._compiled_by: int | None = None
        self._shown = 0
        home = "program" if name == "candidate" else name
        self._home = os.path.join(runs.WORK, home)  # the source, owned by the supervisor
        self.build = os.path.join(runs.WORK, f"{home}-build")
        self.source_path = os.path.join(self._home, language.file_for(source))
        with sweep.acting_as(0, group):
            os.mkdir(self._home, self._mode)
            with open(self.source_path, "wb") as file:
                file.write(source)
            if artifact is not None:
                artifacts.unpack(artifact, self.build, self._mode)
        if artifact is not None:
            self._compiled_by = 0
            self._report = {"program": name, "ok": True, "message": "", "wall_s": 0.0}, []
        elif language.run and not language.compile:
            self._report = {"program": name, "ok": True, "message": "", "wall_s": 0.0}, []

    def show(self, files: dict[str, bytes]) -> str:
        """Put files beside the source, for the program to read and not to write; the new
        directory that they are in."""
        self._shown += 1
        directory = os.path.join(self._home, f"shown{self._shown}")
        with sweep.acting_as(0, self.group):
            runs.write_files(directory, files)
        return directory

    def as_module(self, name: str) -> str:
        """The path of the source under the name by which tests import it, dots and all."""
        path = os.path.join(self._home, *name.split(".")) + ".py"
        if not os.path.exists(path):
            with sweep.acting_as(0, self.group):
                runs.write_files(self._home, {os.path.relpath(path, self._home): self.source})
        return path

    @property
    def _mode(self) -> int:
        return 0o750 if self.group else 0o755

    @property
    def must_compile(self) -> bool:
        return bool(self.language.compile) and self._compiled_by is None

    @property
    def directories(self) -> tuple[str, str]:
        """Names below WORK that outlive a case."""
        return os.path.basename(self._home), os.path.basename(self.build)

    def compile_command(self, memory_mb: int) -> list[str]:
        return self.language.command(
            self.language.compile, self.source_path, self.build, memory_mb, self.source
        )

    def run_command(self, memory_mb: int) -> list[str]:
        return self.language.command(
            self.language.run, self.source_path, self.build, memory_mb, self.source
        )

    def built(self, uid: int, executed: dict[str, Any], blobs: list[bytes]) -> None:
        """Take the compiler's end: its verdict, its words, and what it made."""
        self._compiled_by = uid
        ok = executed["exit_code"] == 0 and executed["limit"] is None
        stdout, stderr = blobs[0], blobs[1]
        message = (stderr or stdout)[:MAX_MESSAGE].decode("utf-8", "replace")
        if not ok and not message:
            message = f"the compiler ended with {executed['exit_code'] or executed['signal']}"
        if executed["limit"]:
            message = f"the compiler exceeded its {executed['limit']} limit\n{message}"
        packed: list[bytes] = []
        if ok:
            with sweep.acting_as(uid):
                os.chmod(self.build, self._mode)
                packed = artifacts.pack(self.build)
        self._set_report(ok, message, executed["wall_s"], packed)

    def parsed(self, emitted: bytes, watched: runs.Watched) -> None:
        """Take what the first case's parser reported before the program began."""
        if emitted.startswith(b"C"):
            self.code = emitted[1:]
            return self._set_report(True, "", 0.0, [])
        message = emitted[1:] or f"the parser ended by {watched.limit or 'a crash'}".encode()
        return self._set_report(False, message.decode("utf-8", "replace"), watched.wall_s, [])

    def _set_report(self, ok: bool, message: str, wall_s: float, packed: list[bytes]) -> None:
        self.failed = not ok
        report = {"program": self.name, "ok": ok, "message": message, "wall_s": wall_s}
        self._report = report, packed

    def take_report(self) -> Report | None:
        report, self._report = self._report, None
        return report

    def remove(self) -> None:
        """Delete what is on disk. Raises sweep.NotClean."""
        for directory, owner in ((self.build, self._compiled_by), (self._home, 0)):
            if owner is None or not os.path.exists(directory):
                continue
            if not stat.S_ISDIR(os.lstat(directory).st_mode):
                raise sweep.NotClean(f"{directory} is no directory")
            name = os.path.basename(directory)
            others = frozenset(os.listdir(runs.WORK)) - {name}
            sweep.empty(runs.WORK, {owner}, others)
