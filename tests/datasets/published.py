"""Where published data sets lie on this machine, if they do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[3] / "shared" / "data"))


def data_file(name: str) -> Path:
    """The path of a data file; skips the test where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name}: set SOFTJUDGE_DATA to the folder that holds it")
    return path
