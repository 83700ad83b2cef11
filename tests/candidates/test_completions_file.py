"""Completions of a file are found by the problem's id, in whatever order they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainer_client.candidates.completions_file import CompletionsFile
from trainer_client.datasets import UnreadableFile
from trainer_client.tasks import Task, TaskRow
from trainer_client.types import MathProblem


def rows(*ids: str) -> list[TaskRow]:
    problem = MathProblem(answers=["1"])
    return [TaskRow(n, {}, Task(id_, "set", "?", problem)) for n, id_ in enumerate(ids, start=1)]


async def test_completions_by_id(tmp_path: Path) -> None:
    file = tmp_path / "completions.jsonl"
    found = [("b", ["1", "2"]), (7, ["x"]), ("b", ["3", "4"])]
    file.write_text(
        "".join(json.dumps({"id": id_, "completions": texts}) + "\n" for id_, texts in found)
    )
    source = CompletionsFile(file, samples=3)
    given = await source.candidates([*rows("7", "a", "b"), TaskRow(4, {}, None, "unreadable")])
    assert [[each.text for each in those] for those in given] == [["x"], [], ["1", "2", "3"], []]
    await source.aclose()


@pytest.mark.parametrize("line", ['{"id": "a"}', '{"id": "a", "completions": "text"}', "[]"])
def test_other_lines_are_refused_by_their_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "completions.jsonl"
    file.write_text(f'{{"id": "a", "completions": []}}\n{line}\n')
    with pytest.raises(UnreadableFile, match="row 2"):
        CompletionsFile(file, samples=1)
