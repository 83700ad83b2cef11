"""What reading a data set raises; the tree is drawn in `trainer_client.datasets`."""

from __future__ import annotations

from trainer_client.errors import SoftjudgeError


class DatasetError(SoftjudgeError):
    """Base of everything that reading a data set raises."""


class UnreadableFile(DatasetError):
    """A file that holds no rows in a form that is read here."""


class MissingPackage(DatasetError):
    """Reading needs a Python package that is not installed; the message names it."""


class UnknownForm(DatasetError, KeyError):
    """No reader has this name."""

    __str__ = Exception.__str__  # a KeyError shows its message in quotes


class RowError(DatasetError):
    """One row's trouble. `row` says which row, `field` where in it ("" for the whole row)."""

    def __init__(self, row: str, field: str, problem: str) -> None:
        place = f"{row}, field {field!r}" if field else row
        super().__init__(f"{place}: {problem}")
        self.row = row
        self.field = field
        self.problem = problem


class MalformedRow(RowError):
    """A field is missing, or holds something else than the form publishes there."""


class UnsupportedForm(RowError):
    """The row is sound, but asks for tests that the service has no kind for."""
