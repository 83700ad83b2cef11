"""What is written survives a crash, and work goes on where it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from trainer_client.errors import CheckpointError
from trainer_client.journal import Journal


class Settings(BaseModel):
    form: str = "mbpp"


class Record(BaseModel):
    text: str


@given(st.lists(st.text(max_size=20), max_size=5), st.text(max_size=20), st.data())
def test_a_line_that_was_being_written_is_cut_off(
    whole: list[str], last: str, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        journal = Journal(Path(place, "run"))
        assert journal.begin(Settings(), resume=False) == 0
        journal.append([Record(text=each) for each in whole])
        torn = Record(text=last).model_dump_json().encode()
        with journal.path.open("ab") as file:
            file.write(torn[: data.draw(st.integers(0, len(torn)))])
        assert [each.text for each in journal.read(Record)] == whole
        assert journal.begin(Settings(), resume=True) == len(whole)
        journal.append([Record(text="after")])
        assert [each.text for each in journal.read(Record)] == [*whole, "after"]


def test_results_are_not_gone_on_with_by_mistake(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(Settings(), resume=True)
    with pytest.raises(CheckpointError, match="--resume"):
        journal.begin(Settings(), resume=False)
    with pytest.raises(CheckpointError, match="other form"):
        journal.begin(Settings(form="humaneval"), resume=True)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(Settings(), resume=False)
    journal.path.write_text('{"text": "a"}\nnonsense\n')
    with pytest.raises(CheckpointError, match="line 2"):
        list(journal.read(Record))
