"""Sets in their published forms, and which of their problems are asked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.datasets.published import data_file
from trainer_client.datasets import MalformedRow
from trainer_client.evaluation.sets import problems
from trainer_client.evaluation.settings import EvalSettings, SetSettings
from trainer_client.rollouts.rollout import Sampling
from trainer_client.types import MathProblem


def settings(form: str, *paths: Path, **changes: Any) -> EvalSettings:
    sets = [SetSettings(form=form, path=path, name=path.name.partition(".")[0]) for path in paths]
    values: dict[str, Any] = {
        "sets": sets,
        "candidates": "nobody",
        "answer": "completion",
        "samples": 1,
        "sampling": Sampling(8),
        "seed": 0,
    }
    return EvalSettings.model_validate(values | changes)


def live(day: str | None) -> dict[str, Any]:
    test = {"input": "1", "output": "1", "testtype": "stdin"}
    return {
        "question_id": f"q{day}",
        "question_content": "Echo.",
        "public_test_cases": json.dumps([test]),
        "private_test_cases": "[]",
        "contest_date": day,
    }


def test_contests_of_a_window(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    days = ["2024-07-31T20:00:00", "2024-08-01T00:00:00", "2025-02-01T23:59:00", "2025-02-02"]
    path.write_text("".join(json.dumps(live(day)) + "\n" for day in days))

    def asked(**window: Any) -> list[str]:
        found = problems(settings("livecodebench", path, **window))
        return [each.row.task.id for each in found if each.row.task]

    window = {"since": date(2024, 8, 1), "until": date(2025, 2, 1)}
    assert asked(**window) == [f"q{day}" for day in days[1:3]]
    assert len(asked(since=date(2024, 8, 1))) == len(asked(until=date(2025, 2, 1))) == 3
    assert len(asked()) == 4
    assert asked(first=1, **window) == [f"q{days[1]}"]


def test_a_row_without_date_is_told(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_text(json.dumps(live(None)) + "\n")
    with pytest.raises(MalformedRow, match="contest_date"):
        list(problems(settings("livecodebench", path, since=date(2024, 1, 1))))


@pytest.mark.parametrize(
    ("row", "id_", "answers"),
    [
        ({"id": "a", "problem": "p", "answer": "70"}, "a", ["70"]),
        ({"ID": "2024-I-1", "Problem": "p", "Answer": 204, "Solution": "s"}, "2024-I-1", ["204"]),
        ({"problem_idx": 3, "problem": "p", "answer": "\\frac{1}{2}"}, "3", ["\\frac{1}{2}"]),
        ({"unique_id": "u", "problem": "p", "answer": ["1", 2]}, "u", ["1", "2"]),
        ({"question": "p", "final_answer": 0.5}, "1", ["0.5"]),
    ],
)
def test_published_forms_of_math(
    tmp_path: Path, row: dict[str, Any], id_: str, answers: list[str]
) -> None:
    path = tmp_path / "math.jsonl"
    path.write_text(json.dumps(row) + "\n")
    (found,) = problems(settings("math", path))
    task = found.row.task
    assert task is not None
    assert task.problem == MathProblem(answers=answers)
    assert task.id == id_
    assert "boxed{}" in task.prompt[0]["content"]  # type: ignore[index]


def test_a_row_that_is_no_problem_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "math.jsonl"
    path.write_text('{"problem": "p"}\n{"problem": 1, "answer": "2"}\n')
    found = list(problems(settings("math", path)))
    assert [each.row.task for each in found] == [None, None]
    assert "answer" in found[0].row.fault


@pytest.mark.parametrize(
    ("form", "name", "count"),
    [
        ("humaneval", "humaneval.jsonl.gz", 164),
        ("mbpp", "mbpp.jsonl.gz", 974),
        ("leetcode", "leetcode-train.jsonl.gz", 1754),
        ("math", "math/aime24.jsonl", 30),
        ("math", "math/aime25.jsonl", 30),
        ("math", "math/math500.jsonl", 500),
        ("kattis", "kattis/kth2019.tar.gz", 5),  # three more lack their validators here
    ],
)
@pytest.mark.filterwarnings("ignore:invalid escape sequence")
def test_sets_as_published(form: str, name: str, count: int) -> None:
    if form == "kattis":
        pytest.importorskip("yaml")
    found = list(problems(settings(form, data_file(name))))
    assert sum(each.row.task is not None for each in found) == count
