"""Reading the FILE of `softjudge score`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softjudge.score_file import Batch, ScoreFileError, read

PROBLEM: dict[str, Any] = {"language": "python", "tests": [{"kind": "stdio", "stdout": "1"}]}
OTHER: dict[str, Any] = {**PROBLEM, "language": "cpp"}


def reading(path: Path, text: str) -> Batch:
    path.write_text(text, encoding="utf-8")
    return read(path)


def lines(*values: Any) -> str:
    return "\n".join(json.dumps(value) for value in values) + "\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def test_a_batch_request(path: Path) -> None:
    submission = {"id": "a", "problem": "p", "code": "1"}
    request = {"problems": {"p": PROBLEM}, "submissions": [submission], "deadline_s": 5}
    batch = reading(path, json.dumps(request, indent=2))
    assert list(batch.problems) == ["p"]
    assert [each.id for each in batch.submissions] == ["a"]
    assert batch.deadline_s == 5


def test_score_requests_become_one_batch(path: Path) -> None:
    batch = reading(
        path,
        lines(
            {"problem": PROBLEM, "code": "1", "deadline_s": 3},
            {"problem": OTHER, "completion": "2", "id": "mine", "deadline_s": 9},
            {"problem": PROBLEM, "code": "3"},
        ),
    )
    assert [each.id for each in batch.submissions] == ["1", "mine", "3"]
    assert [batch.problems[each.problem].language for each in batch.submissions] == [
        "python",
        "cpp",
        "python",
    ]
    assert len(batch.problems) == 2
    assert batch.deadline_s == 9


def test_blank_lines_are_no_requests(path: Path) -> None:
    request = lines({"problem": PROBLEM, "code": "1"})
    batch = reading(path, f"\n{request}\n  \n{request}\n")
    assert [each.id for each in batch.submissions] == ["2", "5"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "no score request"),
        ("{", "line 1 is not JSON"),
        (lines({"problem": PROBLEM, "code": "1"}) + "nonsense", "line 2 is not JSON"),
        (lines({"problem": PROBLEM}), "line 1 .*'code' and 'completion'"),
        (lines({"problem": {**PROBLEM, "tests": []}, "code": "1"}), r"problem\.tests"),
        (lines({"problem": PROBLEM, "code": "1", "cod": "1"}), "cod: Extra"),
        (lines([1]), "line 1"),
        (lines({"problems": {}, "submissions": []}), "problems: .*at least 1"),
        (lines({"problems": {"p": PROBLEM}, "submissions": [{"id": "a"}]}), r"submissions\.0"),
    ],
)
def test_what_is_wrong_is_named(path: Path, text: str, named: str) -> None:
    with pytest.raises(ScoreFileError, match=f"(?s){named}"):
        reading(path, text)


def test_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(ScoreFileError, match="cannot be read"):
        read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner)
    | st.dictionaries(st.sampled_from(["problem", "problems", "submissions", "code"]), inner),
).map(json.dumps))  # fmt: skip
def test_no_text_does_worse_than_an_error(path: Path, text: str) -> None:
    path.write_bytes(text.encode(errors="surrogatepass"))
    with pytest.raises(ScoreFileError):
        read(path)
