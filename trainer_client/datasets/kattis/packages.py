"""Problem packages as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer_client.datasets.fields import Row
from trainer_client.datasets.folders import everything, open_folders
from trainer_client.datasets.kattis.settings import PROBLEM
from trainer_client.datasets.kattis.validators import FOLDERS as VALIDATORS

ACCEPTED = "submissions/accepted"
_FOLDERS = ("data", "problem_statement", "statement", ACCEPTED, *VALIDATORS)
TIME_LIMIT = ".timelimit"


def open_packages(path: str | Path, whole: bool = False) -> Iterator[Row]:
    """The packages of a directory or a tar archive: what makes the problem, or the whole of it.

    Raises OSError and UnreadableFile.
    """
    return open_folders(path, PROBLEM, everything if whole else _makes_the_problem)


def _makes_the_problem(name: str) -> bool:
    return name == TIME_LIMIT or any(name.startswith(f"{folder}/") for folder in _FOLDERS)
