"""A package's programs, and the verdicts that are expected of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from softjudge.packages.contents import Package
from softjudge.packages.errors import BrokenPackage

FOLDERS = {
    "accepted": "AC",
    "wrong_answer": "WA",
    "time_limit_exceeded": "TLE",
    "run_time_error": "RTE",
}


@dataclass(frozen=True, slots=True)
class Submission:
    """`observed`: the verdict that others saw, where labels have one."""

    package: str
    path: str
    expected: str
    observed: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of a file of labels: which program, and what is expected of it."""

    package: str  # its path within what is opened, or the end of it
    path: str
    expected: str
    observed: str
    sha256: str

    def names(self, package: Package) -> bool:
        return f"/{package.name}".endswith(f"/{self.package}")


def submissions(package: Package) -> Iterator[Submission]:
    """Those in the four folders of the format, by path. A program in several files is one
    submission, by the name of its directory."""
    for folder, expected in FOLDERS.items():
        top = f"submissions/{folder}"
        names = {PurePosixPath(name).parts[2] for name in package.below(top)}
        for name in sorted(names):
            yield Submission(package.name, f"{top}/{name}", expected)


def labelled(package: Package, labels: list[Label]) -> Iterator[Submission]:
    """Those that labels name. Raises BrokenPackage where a source is another one."""
    for label in labels:
        if not label.names(package):
            continue
        source = package.files.get(label.path)
        if source is None:
            raise BrokenPackage(f"{package.name}: {label.path} has a label and is missing")
        if label.sha256 and hashlib.sha256(source).hexdigest() != label.sha256:
            raise BrokenPackage(f"{package.name}: {label.path} is not the file of the label")
        yield Submission(package.name, label.path, label.expected, label.observed)


def read_labels(path: Path) -> list[Label]:
    """Lines of JSON: problem, path, expected_verdict; contest, observed_here and sha256 may be
    there. Raises BrokenPackage."""
    try:
        rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        return [
            Label(
                package="/".join(filter(None, [row.get("contest"), row["problem"]])),
                path=row["path"],
                expected=row["expected_verdict"],
                observed=row.get("observed_here", ""),
                sha256=row.get("sha256", ""),
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise BrokenPackage(f"{path}: {error!r}") from error
