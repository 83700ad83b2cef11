"""Rows from files: JSON Lines, JSON, both gzipped, and Parquet."""

from __future__ import annotations

import gzip
import importlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from trainer_client.datasets.decoding import NotJson, decode_json
from trainer_client.datasets.errors import MissingPackage, UnreadableFile
from trainer_client.datasets.fields import Row

ROWS_AT_ONCE = 64  # of Parquet


def open_rows(path: str | Path) -> Iterator[Row]:
    """The rows of a file, in order, read as they are asked for.

    By the name's end: .jsonl and .ndjson (a row a line), .json (a list of rows, one row, or
    a row a line), each also with .gz; .parquet where pyarrow is installed.

    Raises OSError, UnreadableFile and MissingPackage.
    """
    path = Path(path)
    kinds = [suffix.lower() for suffix in path.suffixes]
    packed = kinds[-1:] == [".gz"]
    kind = "".join(kinds[-2:-1] if packed else kinds[-1:])
    if kind not in _READERS or (packed and kind == ".parquet"):
        known = ", ".join(_READERS)
        raise UnreadableFile(f"{path}: the name ends in none of {known} (.gz behind, but parquet)")
    return _checked(path, _READERS[kind](path))


def count_rows(path: str | Path) -> int | None:
    """The number of rows where counting lines tells it, which is quick; None elsewhere, and where
    the file cannot be read: reading its rows says why."""
    path = Path(path)
    if not path.name.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        return None
    try:
        with _binary(path) as file:
            return sum(1 for line in file if line.strip())
    except (EOFError, OSError, zlib.error):
        return None


def _checked(path: Path, values: Iterator[object]) -> Iterator[Row]:
    try:
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise UnreadableFile(f"{path}: row {number} is no object")
            yield value
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFile(f"{path}: broken gzip data: {error}") from error


def _binary(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]  # GzipFile is one, if not in name


def _lines(path: Path) -> Iterator[object]:
    with _binary(path) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield decode_json(line)
                except NotJson as error:
                    raise UnreadableFile(f"{path}: line {number} {error}") from error


def _json(path: Path) -> Iterator[object]:
    with _binary(path) as file:
        text = file.read()
    try:
        value = decode_json(text)
    except NotJson:
        return _lines(path)  # some publish JSON Lines by this name
    return iter(value if isinstance(value, list) else [value])


def _parquet(path: Path) -> Iterator[object]:
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingPackage(f"{path}: reading Parquet needs pyarrow (pip install pyarrow)") from (
            error
        )
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=ROWS_AT_ONCE):
        yield from batch.to_pylist()


_READERS: dict[str, Callable[[Path], Iterator[object]]] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".json": _json,
    ".parquet": _parquet,
}
