"""Problems that are directories, as rows: `{"name": path, "files": {path within it: bytes}}`."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from trainer_client.datasets.errors import UnreadableFile
from trainer_client.datasets.fields import Fields, Row

Wanted = Callable[[str], bool]  # of a file's path within the problem's directory


def everything(name: str) -> bool:
    return True


def open_folders(path: str | Path, mark: str, wanted: Wanted = everything) -> Iterator[Row]:
    """The directories that hold the file `mark`, of a directory or a tar archive, by name, each
    read when asked for: the mark, and what is wanted.

    Raises OSError and UnreadableFile.
    """
    path = Path(path)
    if path.is_dir():
        files = {
            file.relative_to(path).as_posix(): file for file in path.rglob("*") if file.is_file()
        }
        yield from _rows(path, sorted(files), lambda name: files[name].read_bytes(), mark, wanted)
        return
    try:
        with tarfile.open(path) as archive:
            members = {each.name.removeprefix("./"): each for each in archive if each.isfile()}

            def read(name: str) -> bytes:
                file = archive.extractfile(members[name])
                return file.read() if file else b""

            yield from _rows(path, sorted(members), read, mark, wanted)
    except (tarfile.TarError, EOFError) as error:
        raise UnreadableFile(f"{path}: is no tar archive: {error}") from error


def _rows(
    path: Path, names: list[str], read: Callable[[str], bytes], mark: str, wanted: Wanted
) -> Iterator[Row]:
    roots = [name.removesuffix(mark) for name in names if f"/{name}".endswith(f"/{mark}")]
    if not roots:
        raise UnreadableFile(f"{path}: holds no {mark}")
    for root in roots:
        inside = [name.removeprefix(root) for name in names if name.startswith(root)]
        files = {name: read(root + name) for name in inside if name == mark or wanted(name)}
        yield {"name": str(PurePosixPath(root)) if root else path.name, "files": files}


class Folder:
    """A row's files by name. Every reading method raises MalformedRow, and UnsupportedForm for
    files that are not UTF-8."""

    def __init__(self, fields: Fields) -> None:
        files = fields.value("files")
        if not isinstance(files, Mapping):
            raise fields.malformed("files", "is no mapping of names to contents")
        self.fields = fields
        self.name = fields.identity("name")
        self._files: Mapping[str, bytes] = files

    @property
    def names(self) -> Collection[str]:
        return self._files.keys()

    def has(self, name: str) -> bool:
        return name in self._files

    def text(self, name: str, default: str | None = None) -> str:
        """A file's text; `default` where there is no such file."""
        if default is not None and not self.has(name):
            return default
        if not self.has(name):
            raise self.fields.malformed(f"files[{name}]", "is missing")
        try:
            return self._files[name].decode()
        except UnicodeDecodeError as error:
            raise self.fields.unsupported(f"files[{name}]", "data that is not UTF-8") from error

    def below(self, folder: str) -> list[str]:
        """Names of the files in a folder, sorted, hidden ones left out."""
        return sorted(
            name
            for name in self._files
            if name.startswith(f"{folder}/") and not PurePosixPath(name).name.startswith(".")
        )

    def inner(self, name: str, value: object) -> Fields:
        """An object that the file holds."""
        return self.fields.inner(f"files[{name}]", value)
