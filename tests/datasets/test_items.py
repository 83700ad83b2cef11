"""An item's program, and its other languages."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client import AssertTest, Problem, StdioTest
from trainer_client.datasets import DatasetItem, UnsupportedForm

STDIO = Problem(language="python", tests=[StdioTest(stdin="1", stdout="1")])
CALLS = Problem(language="python", tests=[AssertTest(asserts=["assert f()"])])
FUTURE = "from __future__ import annotations"


@given(st.text(), st.text(), st.text())
def test_a_program_is_the_answer_between_prefix_and_suffix(
    prefix: str, answer: str, suffix: str
) -> None:
    item = DatasetItem("1", "?", STDIO, prefix, suffix)
    assert item.program(answer) == prefix + answer + suffix


@pytest.mark.parametrize(
    "answer",
    [
        f"{FUTURE}\nprint(1)",
        f'"""Says one."""\n{FUTURE}\n\nprint(1)',
        "from __future__ import (\n    annotations,\n    division,\n)\nprint(1)",
    ],
)
def test_future_imports_come_first(answer: str) -> None:
    program = DatasetItem("1", "?", STDIO, prefix="import math\n").program(answer)
    compile(program, "program", "exec", dont_inherit=True)
    assert len(ast.parse(program).body) >= 3
    assert program.count("__future__") == 1


@pytest.mark.parametrize(
    "answer", ["    x = '__future__'\n    return x", f"{FUTURE}; print(1)", f"def f(:\n{FUTURE}"]
)
def test_other_answers_stay_as_they_are(answer: str) -> None:
    assert DatasetItem("1", "?", STDIO, prefix="import math\n").program(answer).endswith(answer)


def test_a_problem_by_standard_input_is_one_of_every_language() -> None:
    item = DatasetItem("1", "?", STDIO, "import sys\n", "", ("print(1)",)).in_language("cpp")
    assert item.problem.language == "cpp"
    assert (item.program("int main(){}"), item.references) == ("int main(){}", ())


def test_assertions_are_of_one_language() -> None:
    with pytest.raises(UnsupportedForm, match="python"):
        DatasetItem("7", "?", CALLS).in_language("cpp")
