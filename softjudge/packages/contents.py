"""The files of packages, of a directory or a tar archive, laid over one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from softjudge.packages.errors import BrokenPackage
from trainer_client.datasets.errors import DatasetError
from trainer_client.datasets.kattis.packages import open_packages


@dataclass(frozen=True, slots=True)
class Package:
    """`name` is its path within what was opened, or the directory's own name."""

    name: str
    files: Mapping[str, bytes]

    def below(self, folder: str) -> list[str]:
        """Names of the files in a folder, sorted, hidden ones left out."""
        return sorted(
            name
            for name in self.files
            if name.startswith(f"{folder}/") and not PurePosixPath(name).name.startswith(".")
        )


def packages(path: Path, overlay: Path | None = None) -> Iterator[Package]:
    """The packages at a path by name, each with its namesake's files of the overlay added.

    Packages are namesakes when their directories have the same name. Raises BrokenPackage.
    """
    more = {PurePosixPath(each.name).name: each for each in _opened(overlay)} if overlay else {}
    for package in _opened(path):
        found = more.get(PurePosixPath(package.name).name)
        added = {} if found is None else found.files
        yield Package(package.name, {**added, **package.files})


def _opened(path: Path) -> Iterator[Package]:
    try:
        for row in open_packages(path.resolve(), whole=True):
            yield Package(row["name"], row["files"])
    except (OSError, DatasetError) as error:
        raise BrokenPackage(str(error)) from error
