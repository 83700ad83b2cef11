"""Every 4xx and 5xx in one shape: `wire.ErrorBody`."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from service.api.body import dotted
from service.api.errors import ApiError, InvalidRequest, Unavailable
from service.store.errors import StoreUnavailable
from service.wire import ErrorBody, FieldProblem

RETRY_AFTER_S = 2  # advice while Redis is away

log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, _on_api_error)
    app.add_exception_handler(StoreUnavailable, _on_store_unavailable)
    app.add_exception_handler(RequestValidationError, _on_bad_parameter)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(ClientDisconnect, _on_disconnect)
    app.add_exception_handler(Exception, _on_fault)


def error_response(error: ApiError) -> Response:
    return _response(error.status, error.body(), error.headers)


def _response(status: int, body: ErrorBody, headers: dict[str, str] | None = None) -> Response:
    content = body.model_dump_json().encode()
    return Response(content, status, headers, media_type="application/json")


async def _on_api_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return error_response(error)


async def _on_store_unavailable(_request: Request, error: Exception) -> Response:
    log.warning("Redis is away: %s", error)
    return error_response(
        Unavailable("the queue cannot be reached; try again", retry_after_s=RETRY_AFTER_S)
    )


async def _on_bad_parameter(_request: Request, error: Exception) -> Response:
    """A path or query parameter; bodies are validated in `body`."""
    assert isinstance(error, RequestValidationError)
    fields = [
        FieldProblem(field=dotted(each["loc"][1:]), message=each["msg"]) for each in error.errors()
    ]
    return error_response(InvalidRequest(fields))


async def _on_http_exception(_request: Request, error: Exception) -> Response:
    """What the framework refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    headers = dict(error.headers) if error.headers else None
    return _response(error.status_code, ErrorBody(error=code, message=str(error.detail)), headers)


async def _on_disconnect(_request: Request, _error: Exception) -> Response:
    """The client left while it was sending; nobody reads this."""
    return _response(400, ErrorBody(error="disconnected", message="the body was cut off"))


async def _on_fault(_request: Request, error: Exception) -> Response:
    log.error("unexpected fault", exc_info=error)
    return _response(500, ErrorBody(error="internal_error", message="a fault of the service"))
