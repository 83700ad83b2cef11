"""Examples from rows of files, and made on the spot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from trainer_client.config.sft import FileSource, ListOperationsSource
from trainer_client.errors import ConfigError
from trainer_client.models.tiny import tokenizer
from trainer_client.sft.sources import load_examples
from trainer_client.sft.tokens import tokens_of
from trainer_client.types import MathProblem, Problem

CODE = {
    "prompt": "Add.",
    "response": "<think>two</think>\n```python\nprint(5)\n```",
    "problem": {"language": "python", "tests": [{"kind": "stdio", "stdin": "", "stdout": "5"}]},
    "teacher": "passed over",
}
MATH = {"prompt": "2 + 2?", "response": r"\boxed{4}", "answer": "4", "pass_rate": 0.25}


def source(path: Path, *rows: object, **fields: Any) -> FileSource:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return FileSource(kind="file", name="rows", path=str(path), **fields)


def test_rows_are_judged_by_tests_or_by_an_answer(tmp_path: Path) -> None:
    code, math = load_examples(source(tmp_path / "rows.jsonl", CODE, MATH))
    assert isinstance(code.task.problem, Problem)
    assert code.task.prompt == ({"role": "user", "content": "Add."},)
    assert (code.task.name, code.number, code.pass_rate) == ("rows/0", 0, None)
    assert isinstance(math.task.problem, MathProblem)
    assert (math.task.name, math.number, math.pass_rate) == ("rows/1", 1, 0.25)
    assert code.judged_by != math.judged_by
    assert math.task.submission("1", math.response).completion == r"\boxed{4}"


def test_prompts_are_put_as_the_configuration_says(tmp_path: Path) -> None:
    messages = [{"role": "user", "content": "hello"}]
    rows = (CODE, {**MATH, "prompt": messages})
    config = source(tmp_path / "rows.jsonl", *rows, prompt="Q: {prompt}", system="Think.")
    plain, chat = load_examples(config)
    assert plain.task.prompt == (
        {"role": "system", "content": "Think."},
        {"role": "user", "content": "Q: Add."},
    )
    assert chat.task.prompt == tuple(messages)
    text = config.model_copy(update={"chat": False, "first": 0, "count": 1})
    assert [each.task.prompt for each in load_examples(text)] == ["Q: Add."]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**CODE, "response": ""}, "row 1: response: String should have at least 1 character"),
        ({**CODE, "answer": "5"}, "give exactly one of 'problem' and 'answer'"),
        ({"prompt": "?", "response": "!"}, "give exactly one of 'problem' and 'answer'"),
        ({**CODE, "problem": {"language": "python"}}, "'tests' and 'tests_ref'"),
        ({**MATH, "pass_rate": 2}, "pass_rate: Input should be less than or equal to 1"),
        ([], "row 1 is no object"),
    ],
)
def test_a_row_that_is_no_example_is_named(tmp_path: Path, row: Any, message: str) -> None:
    with pytest.raises(ConfigError, match="sources rows: ") as refused:
        load_examples(source(tmp_path / "rows.jsonl", row))
    assert message in str(refused.value)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    missing = FileSource(kind="file", name="rows", path=str(tmp_path / "none.jsonl"))
    with pytest.raises(ConfigError, match=r"none\.jsonl"):
        load_examples(missing)
    with pytest.raises(ConfigError, match="no such rows"):
        load_examples(source(tmp_path / "rows.jsonl", CODE, first=1))


def test_programs_are_wrong_as_often_as_told() -> None:
    right, wrong = (
        load_examples(
            ListOperationsSource(
                kind="list_operations", name="l", count=40, answers=3, step_errors=errors
            )
        )
        for errors in (0.0, 1.0)
    )
    assert len(right) == len(wrong) == 120
    assert [each.number for each in right] == list(range(120))
    assert [each.asked for each in right] == [each.asked for each in wrong]
    assert len({each.asked for each in right}) <= 40
    assert right[0].response == right[1].response
    differ = sum(a.response != b.response for a, b in zip(right, wrong, strict=True))
    assert differ > 115


def test_a_response_ends_with_the_token_that_ends_it() -> None:
    words = tokenizer()
    (example,) = load_examples(ListOperationsSource(kind="list_operations", name="l", count=1))
    tokens = tokens_of(words, example)
    assert words.decode(tokens.prompt) == example.task.prompt
    assert tokens.response[-1] == words.eos_token_id
    assert words.decode(tokens.response[:-1]) == example.response
