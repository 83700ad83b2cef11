"""Rows from files."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.datasets import MissingPackage, UnreadableFile, open_rows
from trainer_client.datasets.files import count_rows

ROWS = [{"a": 1}, {"a": "é\u2028"}]
objects = st.dictionaries(st.text(), st.integers() | st.text())


def written(path: Path, text: str) -> Path:
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz", "r.ndjson", "r.v1.JSONL", "r.json"])
def test_a_row_a_line(tmp_path: Path, name: str) -> None:
    text = "\n".join(json.dumps(row) for row in ROWS) + "\n\n"
    assert list(open_rows(written(tmp_path / name, text))) == ROWS


@pytest.mark.parametrize("name", ["r.json", "r.json.gz"])
def test_json_is_a_list_of_rows_or_one(tmp_path: Path, name: str) -> None:
    assert list(open_rows(written(tmp_path / name, json.dumps(ROWS)))) == ROWS
    assert list(open_rows(written(tmp_path / name, json.dumps(ROWS[0], indent=1)))) == ROWS[:1]


@given(st.lists(objects))
def test_rows_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[object]) -> None:
    path = tmp_path_factory.mktemp("rows") / "r.jsonl.gz"
    written(path, "".join(json.dumps(row) + "\n" for row in rows))
    assert list(open_rows(str(path))) == rows


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    rows = open_rows(written(tmp_path / "r.jsonl", '{"a": 1}\nbroken\n'))
    assert next(rows) == {"a": 1}
    with pytest.raises(UnreadableFile, match="line 2"):
        next(rows)


@pytest.mark.parametrize(
    ("name", "text"),
    [("r.txt", "{}"), ("r.parquet.gz", ""), ("r", "{}"), ("r.jsonl", "[1]"), ("r.json", "3")],
)
def test_other_files_are_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UnreadableFile):
        list(open_rows(written(tmp_path / name, text)))


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(b'{"a": 1}\n' * 9)[:-9]])
def test_broken_gzip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="gzip"):
        list(open_rows(path))


def test_parquet_needs_its_package(tmp_path: Path) -> None:
    if importlib.util.find_spec("pyarrow") is not None:
        pytest.skip("pyarrow is installed")
    with pytest.raises(MissingPackage, match="pyarrow"):
        list(open_rows(tmp_path / "r.parquet"))


def test_rows_are_counted_where_lines_are_rows(tmp_path: Path) -> None:
    text = '{"a": 1}\n\n{"a": 2}'
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert count_rows(written(tmp_path / "r.jsonl", text)) == count_rows(packed) == 2
    packed.write_bytes(packed.read_bytes()[:-9])
    assert count_rows(packed) is count_rows(written(tmp_path / "r.json", text)) is None
