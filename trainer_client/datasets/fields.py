"""A row's fields, read by name with their types checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trainer_client.datasets.decoding import NotJson, decode_json
from trainer_client.datasets.errors import MalformedRow, UnsupportedForm

Row = Mapping[str, Any]


class Fields:
    """One row, or an object within one. Every reading method raises MalformedRow.

    label: how errors name the row. path: where in the row this object is.
    number: the row's place among its siblings, from 1; its id where the form publishes none.
    """

    def __init__(self, row: object, number: int, label: str = "", path: str = "") -> None:
        self.number = number
        self._label = label or f"row {number}"
        self._path = path
        if not isinstance(row, Mapping):
            raise MalformedRow(self._label, path, f"is no object but {_kind(row)}")
        self._row: Row = row

    # --- values ---------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._row.get(name) is not None

    def value(self, name: str) -> Any:
        """What the field holds, of whatever type."""
        if not self.has(name):
            raise self.malformed(name, "is missing")
        return self._row[name]

    def text(self, name: str, default: str | None = None) -> str:
        """A string; `default` where the field is missing or null."""
        if default is not None and not self.has(name):
            return default
        found = self.value(name)
        if not isinstance(found, str):
            raise self.malformed(name, f"is no string but {_kind(found)}")
        return found

    def number_of(self, name: str, default: float | None = None) -> float:
        """A number; `default` where the field is missing or null."""
        if default is not None and not self.has(name):
            return default
        found = self.value(name)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.malformed(name, f"is no number but {_kind(found)}")
        return found

    def items(self, name: str) -> list[Any]:
        """A list, published as such, as an array or as JSON text."""
        found = self.decoded(name)
        if hasattr(found, "tolist"):  # as pandas has the columns of a Parquet file
            found = found.tolist()
        if not isinstance(found, list | tuple):
            raise self.malformed(name, f"is no list but {_kind(found)}")
        return list(found)

    def texts(self, name: str) -> list[str]:
        """A list of strings."""
        found = self.items(name)
        for index, each in enumerate(found):
            if not isinstance(each, str):
                raise self.malformed(f"{name}[{index}]", f"is no string but {_kind(each)}")
        return found

    def decoded(self, name: str) -> Any:
        """A JSON value, published as such or as JSON text."""
        found = self.value(name)
        return self.parsed(found, name) if isinstance(found, str) else found

    def parsed(self, text: str, name: str) -> Any:
        """The JSON value of a text that the field `name` holds."""
        try:
            return decode_json(text)
        except NotJson as error:
            raise self.malformed(name, str(error)) from error

    def identity(self, *names: str) -> str:
        """The first of the fields that holds a string or a number, as text; else the row's
        number."""
        found = (self._row.get(name) for name in names)
        return next((str(each) for each in found if isinstance(each, str | int)), str(self.number))

    # --- objects within -------------------------------------------------------------------

    def inner(self, name: str, value: object) -> Fields:
        """An object that was found in the field `name`."""
        return Fields(value, self.number, self._label, self._at(name))

    def object(self, name: str) -> Fields:
        """The object in a field, published as such or as JSON text."""
        return self.inner(name, self.decoded(name))

    def objects(self, name: str) -> Iterator[Fields]:
        """The objects of a list, which `datasets` may have as one object of lists."""
        found = self.decoded(name)
        rows = _rows(found) if isinstance(found, Mapping) else self.items(name)
        if rows is None:
            raise self.malformed(name, "is no list of objects")
        for index, each in enumerate(rows):
            yield self.inner(f"{name}[{index}]", each)

    # --- errors ---------------------------------------------------------------------------

    def malformed(self, name: str, problem: str) -> MalformedRow:
        """The error that says so of a field."""
        return MalformedRow(self._label, self._at(name), problem)

    def unsupported(self, name: str, problem: str) -> UnsupportedForm:
        """The error that says so of a field."""
        return UnsupportedForm(self._label, self._at(name), problem)

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path and name else self._path + name


def _rows(columns: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The objects of a mapping of lists; None where these are not lists of one length."""
    if not all(isinstance(each, list | tuple) for each in columns.values()):
        return None
    if len({len(each) for each in columns.values()}) > 1:
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _kind(value: object) -> str:
    names = {type(None): "null", dict: "an object", list: "a list", str: "a string"}
    return names.get(type(value), f"of type {type(value).__name__}")
