"""The service's HTTP interface: requests built, answers read, errors told apart."""

from __future__ import annotations

import email.utils
import http.client
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from trainer_client.effects import Broken, Request, Response
from trainer_client.errors import (
    FieldProblem,
    NotFound,
    Overloaded,
    RequestRefused,
    ServerFault,
    TestSetMissing,
    TransportError,
    Unauthorized,
)
from trainer_client.types import Answer, AnyProblem, MathProblem, Problem, Result, encode

ANSWER_WAIT_S = 30.0  # for requests that the service answers at once
CANCEL_WAIT_S = 5.0  # a caller who leaves is not kept longer
DEADLINE_SLACK_S = 30.0  # beyond a submission's deadline, for the answer to arrive

Model = TypeVar("Model", bound=BaseModel)


# --- requests --------------------------------------------------------------------------


def score_request(problem: Problem, answer: Answer, deadline_s: float) -> Request:
    """POST /v1/score: waits for the result, at most `deadline_s` seconds."""
    body = {
        **answer.model_dump(exclude_defaults=True),
        "problem": problem.payload(),
        "deadline_s": deadline_s,
    }
    return Request("POST", "/v1/score", deadline_s + DEADLINE_SLACK_S, encode(body))


def math_request(problem: MathProblem, id_: str, completion: str, deadline_s: float) -> Request:
    """POST /v1/math: waits for the result, at most `deadline_s` seconds."""
    body = {
        "id": id_,
        "completion": completion,
        "problem": problem.payload(),
        "deadline_s": deadline_s,
    }
    return Request("POST", "/v1/math", deadline_s + DEADLINE_SLACK_S, encode(body))


def batch_request(
    problems: Mapping[str, AnyProblem], submissions: Iterable[Answer], deadline_s: float | None
) -> Request:
    """POST /v1/batches: answered at once with the batch's id."""
    body: dict[str, object] = {
        "problems": {name: problem.payload() for name, problem in problems.items()},
        "submissions": [each.model_dump(exclude_defaults=True) for each in submissions],
    }
    if deadline_s is not None:
        body["deadline_s"] = deadline_s
    return Request("POST", "/v1/batches", ANSWER_WAIT_S, encode(body))


def results_request(batch_id: str, cursor: str | None, silence_s: float) -> Request:
    """GET the results that follow `cursor`, as they complete."""
    params = {} if cursor is None else {"cursor": cursor}
    return Request("GET", f"/v1/batches/{batch_id}/results", silence_s, params=params)


def progress_request(batch_id: str) -> Request:
    return Request("GET", f"/v1/batches/{batch_id}", ANSWER_WAIT_S)


def cancel_request(batch_id: str) -> Request:
    return Request("DELETE", f"/v1/batches/{batch_id}", CANCEL_WAIT_S)


def test_set_query(sha256: str) -> Request:
    return Request("HEAD", f"/v1/testsets/{sha256}", ANSWER_WAIT_S)


def test_set_upload(sha256: str, body: bytes) -> Request:
    return Request("PUT", f"/v1/testsets/{sha256}", ANSWER_WAIT_S, body)


# --- answers ---------------------------------------------------------------------------


def parsed(response: Response, model: type[Model]) -> Model:
    """The body as `model`. Raises ServerFault when it is something else."""
    try:
        return model.model_validate_json(response.body)
    except ValidationError as error:
        raise ServerFault(response.status, f"not a {model.__name__}: {error}") from error


def parsed_line(line: bytes) -> tuple[Result, str | None]:
    """A line of a result stream: the result and the cursor behind it.

    Raises ServerFault when the line is something else.
    """
    try:
        value = json.loads(line)
        cursor = value.get("cursor")
        return Result.model_validate(value), None if cursor is None else str(cursor)
    except (ValueError, AttributeError, RecursionError) as error:
        raise ServerFault(200, f"a line of the result stream is not a result: {error}") from error


class LineBuffer:
    """Puts the chunks of a stream together to lines; an unfinished line is never one.

    A connection can break in the middle of a line, and half a line may be valid JSON.
    """

    def __init__(self) -> None:
        self._rest = b""

    def lines(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that `chunk` completes, without their ends; blank ones are left out."""
        if b"\n" not in chunk:
            self._rest += chunk
            return
        *complete, self._rest = (self._rest + chunk).split(b"\n")
        yield from (line for line in complete if line.strip())


# --- errors ----------------------------------------------------------------------------


def checked(reply: Response | Broken) -> Response:
    """A successful answer. Raises the error that any other stands for."""
    if isinstance(reply, Broken):
        raise TransportError(reply.message)
    if 200 <= reply.status < 300:
        return reply
    code, message, fields = _error_body(reply)
    if reply.status in (429, 503):
        raise Overloaded(reply.status, message, _retry_after_s(reply.headers))
    if not 400 <= reply.status < 500:
        raise ServerFault(reply.status, message)
    raise _refusal(reply.status, code)(reply.status, code, message, fields)


def _refusal(status: int, code: str) -> type[RequestRefused]:
    if code == "testset_missing":
        return TestSetMissing
    if status in (401, 403):
        return Unauthorized
    return NotFound if status == 404 else RequestRefused


def _error_body(response: Response) -> tuple[str, str, tuple[FieldProblem, ...]]:
    """Code, message and fields of an error answer, whoever gave it: a proxy speaks no JSON."""
    try:
        value = json.loads(response.body)
        code, message = str(value["error"]), str(value["message"])
        fields = tuple(
            FieldProblem(str(each["field"]), str(each["message"]))
            for each in value.get("fields", [])
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "http_error", _own_words(response), ()
    return code, message, fields


def _own_words(response: Response) -> str:
    """What an answer that is no `ErrorBody` says: an answer to HEAD has no body at all."""
    said = response.body[:200].decode(errors="replace").strip()
    return said or http.client.responses.get(response.status, "no words")


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds, from either of its forms (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
