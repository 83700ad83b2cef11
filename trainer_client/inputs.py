"""What callers pass, checked: models as they are, mappings turned into models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trainer_client.types import Problem, Submission


def as_problem(problem: Problem | Mapping[str, Any]) -> Problem:
    """Raises pydantic's ValidationError, a ValueError, for what is no problem."""
    return problem if isinstance(problem, Problem) else Problem.model_validate(problem)


def as_problems(problems: Mapping[str, Problem | Mapping[str, Any]]) -> dict[str, Problem]:
    return {name: as_problem(problem) for name, problem in problems.items()}


def as_submissions(submissions: Iterable[Submission | Mapping[str, Any]]) -> list[Submission]:
    """Raises ValueError where an id comes twice: its results could not be told apart."""
    checked = [
        each if isinstance(each, Submission) else Submission.model_validate(each)
        for each in submissions
    ]
    if len({each.id for each in checked}) != len(checked):
        raise ValueError("the ids of a batch's submissions must differ from each other")
    return checked
