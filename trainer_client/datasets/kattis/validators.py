"""A package's own output validator, as a checker or an interactor of the protocol `kattis`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from trainer_client.datasets.folders import Folder
from trainer_client.datasets.kattis.sources import language_by_name

FOLDERS = ("output_validators", "output_validator")
_HEADERS = (".h", ".hh", ".hpp")
_MAIN = re.compile(r"\bmain\s*\(")


def validator(folder: Folder, flags: list[str], full_score: float) -> dict[str, Any]:
    """Fields of the Checker or Interactor. Headers beside the source are its files.

    Raises UnsupportedForm where it is not one program of one source.
    """
    files = [name for each in FOLDERS for name in folder.below(each)]
    sources = [name for name in files if language_by_name(name)]
    if len(sources) > 1:
        sources = [name for name in sources if _MAIN.search(folder.text(name))]
    if len(sources) != 1:
        message = f"output validators of {len(sources)} programs"
        raise folder.fields.unsupported("files", message)
    [name] = sources
    headers = [each for each in files if PurePosixPath(each).suffix in _HEADERS]
    return {
        "language": language_by_name(name),
        "source": folder.text(name),
        "files": {PurePosixPath(each).name: folder.text(each) for each in headers},
        "protocol": "kattis",
        "args": flags,
        "full_score": full_score,
    }
