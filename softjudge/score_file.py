"""Reading the FILE of `softjudge score`: a batch as JSON, or score requests as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from softjudge.failing import described
from trainer_client import Problem, Submission


@dataclass(frozen=True, slots=True)
class Batch:
    """What the file asks for, as one batch."""

    problems: dict[str, Problem]
    submissions: list[Submission]
    deadline_s: float | None


class ScoreFileError(Exception):
    """The file is not what it should be; the message names line and field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _BatchRequest(_Strict):
    problems: Annotated[dict[str, Problem], Field(min_length=1)]
    submissions: Annotated[list[Submission], Field(min_length=1)]
    deadline_s: float | None = None


class _ScoreRequest(_Strict):
    problem: Problem
    id: str | None = None
    code: str | None = None
    completion: str | None = None
    extract: Literal["last_fence"] = "last_fence"
    deadline_s: float | None = None


def read(path: Path) -> Batch:
    """The file's batch. Raises ScoreFileError."""
    text = _text(path)
    try:
        whole = json.loads(text)
    except ValueError:
        return _batch_of(_numbered_lines(text))
    if isinstance(whole, dict) and "problems" in whole:
        return _batch(whole)
    return _batch_of([(1, whole)])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScoreFileError(f"{path} cannot be read: {error}") from error


def _batch(value: Any) -> Batch:
    try:
        request = _BatchRequest.model_validate(value)
    except ValidationError as error:
        raise ScoreFileError(f"not a batch request:\n{described(error)}") from error
    return Batch(request.problems, request.submissions, request.deadline_s)


def _numbered_lines(text: str) -> Iterable[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise ScoreFileError(f"line {number} is not JSON: {error}") from error


def _batch_of(lines: Iterable[tuple[int, Any]]) -> Batch:
    """One batch of single requests; equal problems become one, ids default to line numbers."""
    names: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    submissions: list[Submission] = []
    deadlines: list[float] = []
    for number, value in lines:
        try:
            request = _ScoreRequest.model_validate(value)
            name = names.setdefault(request.problem.model_dump_json(), f"problem {number}")
            answer = request.model_dump(include={"code", "completion", "extract"})
            submission = {"id": request.id or str(number), "problem": name, **answer}
            submissions.append(Submission.model_validate(submission))
        except ValidationError as error:
            message = f"line {number} is not a score request:\n{described(error)}"
            raise ScoreFileError(message) from error
        problems.setdefault(name, request.problem)
        if request.deadline_s is not None:
            deadlines.append(request.deadline_s)
    if not submissions:
        raise ScoreFileError("the file holds no score request")
    return Batch(problems, submissions, max(deadlines, default=None))
