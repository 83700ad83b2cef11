"""Problem packages as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer_client.datasets.fields import Row
from trainer_client.datasets.folders import everything, open_folders

MARK = "problem.yaml"
FOLDERS = ("data", "problem_statement", "statement", "submissions/accepted")
VALIDATOR = "output_validator"


def open_packages(path: str | Path, whole: bool = False) -> Iterator[Row]:
    """The packages of a directory or a tar archive: what makes the problem, or the whole of it.

    Raises OSError and UnreadableFile.
    """
    return open_folders(path, MARK, everything if whole else _makes_the_problem)


def _makes_the_problem(name: str) -> bool:
    return any(name.startswith(f"{folder}/") for folder in (*FOLDERS, VALIDATOR))
