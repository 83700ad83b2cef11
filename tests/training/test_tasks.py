"""Rows of files as tasks: what is asked, and what is submitted for an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from trainer_client.config.tasks import CodeTasks, MathTasks, ProblemTasks
from trainer_client.datasets import DatasetItem
from trainer_client.errors import ConfigError
from trainer_client.tasks import Task
from trainer_client.training.sources import load_source
from trainer_client.types import AssertTest, MathProblem, Problem

MBPP = {
    "task_id": 3,
    "text": "Add two numbers.",
    "code": "def add(a, b): return a + b",
    "test_setup_code": "",
    "test_list": ["assert add(1, 2) == 3"],
}
FENCED = "<think>```python\nno\n```</think>Here:\n```python\ndef f(): pass\n```\nDone."


def lines(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_rows_of_code(tmp_path: Path) -> None:
    path = lines(tmp_path / "mbpp.jsonl", [MBPP, {**MBPP, "task_id": 4}, {**MBPP, "task_id": 5}])
    config = CodeTasks(
        kind="code", name="c", form="mbpp", path=path, first=1, count=1, cpu_s=1.5,
        system="Be brief.", prompt="Solve: {prompt}",
    )  # fmt: skip
    (task,) = load_source(config).tasks
    assert task.name == "c/4"
    assert [each["role"] for each in task.prompt if isinstance(each, dict)] == ["system", "user"]
    assert "Solve: Add two numbers." in str(task.prompt)
    assert isinstance(task.problem, Problem)
    assert task.problem.limits.cpu_s == 1.5
    assert task.submission("1", FENCED).completion == FENCED


def test_rows_of_problems(tmp_path: Path) -> None:
    problem = {"language": "python", "tests": [{"kind": "stdio", "stdout": "5"}]}
    rows: list[dict[str, Any]] = [
        {"prompt": "Print 5.", "problem": problem},
        {"id": "m", "prompt": "2 + 3?", "problem": {"kind": "math", "answers": ["5"]}},
    ]
    path = lines(tmp_path / "p.jsonl", rows)
    config = ProblemTasks(kind="problems", name="p", path=path, chat=False, answer="continuation")
    code, math = load_source(config).tasks
    assert (code.name, code.prompt) == ("p/0", "Print 5.")
    assert code.submission("1", "print(5)").code == "print(5)"
    assert (math.name, math.problem) == ("p/m", MathProblem(answers=["5"]))
    for wrong in ({"prompt": "?"}, {"prompt": "?", "problem": {"language": "python"}}):
        lines(tmp_path / "p.jsonl", [*rows, wrong])
        with pytest.raises(ConfigError, match="tasks p: row 3"):
            load_source(config)


def test_rows_of_math(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"problem": "1 + 1?", "answer": "2"},
        {"problem": "0?", "answer": ["0", "-0"]},
    ]
    path = lines(tmp_path / "m.jsonl", rows)
    config = MathTasks(kind="math", name="m", path=path, chat=False)
    first, second = load_source(config).tasks
    assert first.prompt == "1 + 1?"
    assert (first.problem, second.problem) == (
        MathProblem(answers=["2"]),
        MathProblem(answers=["0", "-0"]),
    )
    assert first.submission("1", "\\boxed{2}").completion == "\\boxed{2}"


@pytest.mark.parametrize(
    ("rows", "fields", "message"),
    [
        ([MBPP], {"first": 1}, "has no such rows"),
        ([{"task_id": 3}], {}, "mbpp row 1 "),
        ([MBPP], {"form": "mbp"}, "no data set form is called 'mbp'"),
        ([MBPP], {"path": "/nowhere.jsonl"}, "nowhere"),
    ],
)
def test_what_is_not_in_order(
    tmp_path: Path, rows: list[dict[str, Any]], fields: dict[str, Any], message: str
) -> None:
    told = {"kind": "code", "name": "c", "form": "mbpp", "path": lines(tmp_path / "r.jsonl", rows)}
    with pytest.raises(ConfigError, match=message):
        load_source(CodeTasks.model_validate({**told, **fields}))


def test_a_math_row_without_an_answer(tmp_path: Path) -> None:
    path = lines(tmp_path / "m.jsonl", [{"problem": "?"}])
    with pytest.raises(ConfigError, match="row 1 has no 'answer'"):
        load_source(MathTasks(kind="math", name="m", path=path))


def test_what_surrounds_an_answer() -> None:
    problem = Problem(language="python", tests=[AssertTest(asserts=["assert True"])])
    item = DatasetItem("1", "?", problem, prefix="import math\n", suffix="\nf()")
    task = Task("1", "s", "?", problem, item=item)
    assert task.submission("1", FENCED).code == "import math\ndef f(): pass\n\nf()"
    cut = "```\nx = 1"
    assert task.submission("1", cut).code == "import math\nx = 1\nf()"
    future = "```\nfrom __future__ import annotations\nx = 1\n```"
    assert str(task.submission("1", future).code).startswith("from __future__")
    assert task.submission("1", "no program").completion == "no program"
    continued = Task("1", "s", "?", problem, answer="continuation", item=item)
    assert continued.submission("1", "x = 1").code == "import math\nx = 1\nf()"
