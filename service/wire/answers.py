"""What the API answers beside results: batches, the service's state, errors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from service.wire.base import Wire
from service.wire.limits import LimitSet


class BatchCreated(Wire):
    id: str
    submissions: int


class BatchProgress(Wire):
    id: str
    status: Literal["running", "done", "cancelled"]
    submissions: int
    finished: int
    scored: int
    no_verdict: int


class WorkerInfo(Wire):
    """A live worker, as it speaks of itself."""

    name: str
    host: str
    pid: int
    wall: str
    version: str  # content hash of what runs inside the wall
    languages: list[str] = []  # installed behind its wall


class Readiness(Wire):
    """Body of `GET /readyz` when submissions can be judged: Redis answers, a worker lives."""

    workers: Annotated[list[WorkerInfo], Field(min_length=1)]
    backlog: int  # test runs admitted and not finished
    sandbox: str  # version that the API admits for; workers should have the same
    default_limits: LimitSet
    max_limits: LimitSet


class FieldProblem(Wire):
    field: str
    message: str


class ErrorBody(Wire):
    """Body of every 4xx and 5xx: what is wrong, and with which field."""

    error: str  # a short fixed code, such as invalid_request
    message: str
    fields: list[FieldProblem] = []
