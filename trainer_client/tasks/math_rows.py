"""Rows with a mathematical problem and its answer, as AIME, HMMT and MATH-500 are published."""

from __future__ import annotations

from trainer_client.datasets.fields import Fields, Row
from trainer_client.tasks.task import Task
from trainer_client.types import MathProblem

_PROBLEM = ("problem", "Problem", "question")
_ANSWER = ("answer", "Answer", "final_answer")
_ID = ("id", "ID", "unique_id", "problem_idx")


def math_task(row: Row, number: int, source: str) -> Task:
    """The task of a row, its prompt the problem as published. Raises MalformedRow.

    The answer is LaTeX, a number, or a list of these, any of which is right.
    """
    fields = Fields(row, number, f"{source} row {number}")
    name = _present(fields, _ANSWER)
    found = fields.value(name)
    answers = found if isinstance(found, list) else [found]
    if not answers or not all(isinstance(each, str | int | float) for each in answers):
        raise fields.malformed(name, "is neither a text nor a number nor a list of these")
    return Task(
        id=fields.identity(*_ID),
        source=source,
        prompt=fields.text(_present(fields, _PROBLEM)),
        problem=MathProblem(answers=[str(each) for each in answers]),
    )


def _present(fields: Fields, names: tuple[str, ...]) -> str:
    """The name that the row has; the first where it has none."""
    return next((name for name in names if fields.has(name)), names[0])
