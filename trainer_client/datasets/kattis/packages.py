"""Problem packages as rows: `{"name": path, "files": {path within the package: bytes}}`."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from trainer_client.datasets.errors import UnreadableFile
from trainer_client.datasets.fields import Row

MARK = "problem.yaml"
FOLDERS = ("data", "problem_statement", "statement", "submissions/accepted")
VALIDATOR = "output_validator"  # only its being there matters


def open_packages(path: str | Path, whole: bool = False) -> Iterator[Row]:
    """The packages of a directory or a tar archive, by name, each read when asked for: what
    makes the problem, or the whole of it.

    Raises OSError and UnreadableFile.
    """
    path = Path(path)
    if path.is_dir():
        files = {
            file.relative_to(path).as_posix(): file for file in path.rglob("*") if file.is_file()
        }
        yield from _rows(path, sorted(files), lambda name: files[name].read_bytes(), whole)
        return
    try:
        with tarfile.open(path) as archive:
            members = {each.name.removeprefix("./"): each for each in archive if each.isfile()}

            def read(name: str) -> bytes:
                file = archive.extractfile(members[name])
                return file.read() if file else b""

            yield from _rows(path, sorted(members), read, whole)
    except (tarfile.TarError, EOFError) as error:
        raise UnreadableFile(f"{path}: is no tar archive: {error}") from error


def _rows(path: Path, names: list[str], read: Callable[[str], bytes], whole: bool) -> Iterator[Row]:
    roots = [PurePosixPath(name).parent for name in names if PurePosixPath(name).name == MARK]
    if not roots:
        raise UnreadableFile(f"{path}: holds no {MARK}")
    for root in roots:
        prefix = "" if str(root) == "." else f"{root}/"
        inside = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
        wanted = [name for name in inside if whole or name == MARK or _within(name, FOLDERS)]
        files = {name: read(prefix + name) for name in wanted}
        files.update({name: b"" for name in inside if not whole and _within(name, (VALIDATOR,))})
        yield {"name": str(root) if prefix else path.name, "files": files}


def _within(name: str, folders: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{folder}/") for folder in folders)
