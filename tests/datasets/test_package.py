"""The public surface of the readers, and what it must not pull in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from trainer_client import datasets
from trainer_client.datasets import FORMS, UnknownForm, form

LOADED = """
import sys, trainer_client.datasets
parts = {name.partition(".")[0] for name in sys.modules}
print(*sorted(parts & {"service", "sandbox", "datasets", "numpy", "pyarrow", "yaml"}))
"""


def test_it_imports_no_service_and_no_optional_package() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == ""


def test_everything_announced_is_there() -> None:
    assert all(hasattr(datasets, name) for name in datasets.__all__)


def test_every_error_and_form_stands_in_the_docstring() -> None:
    drawn = datasets.__doc__ or ""
    errors = [
        name
        for name, value in vars(datasets).items()
        if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert len(errors) >= 7
    assert all(name in drawn for name in [*errors, *FORMS])


def test_every_form_has_its_name() -> None:
    assert all(form(name).name == name for name in FORMS)
    with pytest.raises(UnknownForm, match="humaneval-x") as caught:
        form("humanevil")
    assert isinstance(caught.value, KeyError)
