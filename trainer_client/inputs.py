"""What callers pass, checked: models as they are, mappings turned into models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trainer_client.types import AnyProblem, MathProblem, Problem, Submission


def as_problem(problem: Problem | Mapping[str, Any]) -> Problem:
    """Raises pydantic's ValidationError, a ValueError, for what is no problem."""
    return problem if isinstance(problem, Problem) else Problem.model_validate(problem)


def as_math_problem(problem: MathProblem | Mapping[str, Any]) -> MathProblem:
    return problem if isinstance(problem, MathProblem) else MathProblem.model_validate(problem)


def as_problems(problems: Mapping[str, AnyProblem | Mapping[str, Any]]) -> dict[str, AnyProblem]:
    """Mappings with `"kind": "math"` become math problems."""
    return {name: _as_any_problem(problem) for name, problem in problems.items()}


def _as_any_problem(problem: AnyProblem | Mapping[str, Any]) -> AnyProblem:
    if isinstance(problem, Problem | MathProblem):
        return problem
    is_math = problem.get("kind") == "math"
    return as_math_problem(problem) if is_math else as_problem(problem)


def as_submissions(submissions: Iterable[Submission | Mapping[str, Any]]) -> list[Submission]:
    """Raises ValueError where an id comes twice: its results could not be told apart."""
    checked = [
        each if isinstance(each, Submission) else Submission.model_validate(each)
        for each in submissions
    ]
    if len({each.id for each in checked}) != len(checked):
        raise ValueError("the ids of a batch's submissions must differ from each other")
    return checked
