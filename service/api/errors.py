"""Every refusal that the API gives on purpose, and its HTTP status.

    ApiError
    ├── MalformedBody          400  not JSON, or not decodable as its Content-Encoding says
    ├── Unauthorized           401  no API key, or an unknown one
    ├── NotFound               404  no such batch or test set
    ├── BodyTooLarge           413
    ├── UnsupportedEncoding    415
    ├── InvalidRequest         422  `fields` says what is wrong
    │   └── TestSetMissing     422  a `tests_ref` names a test set that is not here
    ├── BodyTooSlow            408  the body did not arrive in time
    ├── Overloaded             429  cannot be done before the deadline; with Retry-After
    ├── QuotaExceeded          429  the API key has used up its quota; with Retry-After
    └── Unavailable            503  Redis does not answer; with Retry-After

Each is sent as `wire.ErrorBody`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from service.wire import ErrorBody, FieldProblem


class ApiError(Exception):
    """Base of all errors of this package."""

    status: ClassVar[int]
    code: ClassVar[str]

    def __init__(
        self, message: str, fields: Sequence[FieldProblem] = (), retry_after_s: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields = list(fields)
        self.retry_after_s = retry_after_s

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.retry_after_s is None else {"Retry-After": str(self.retry_after_s)}

    def body(self) -> ErrorBody:
        return ErrorBody(error=self.code, message=self.message, fields=self.fields)


class MalformedBody(ApiError):
    status, code = 400, "malformed_body"


class Unauthorized(ApiError):
    status, code = 401, "unauthorized"

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class NotFound(ApiError):
    status, code = 404, "not_found"


class BodyTooLarge(ApiError):
    status, code = 413, "body_too_large"


class UnsupportedEncoding(ApiError):
    status, code = 415, "unsupported_encoding"


class InvalidRequest(ApiError):
    status, code = 422, "invalid_request"

    def __init__(self, fields: Sequence[FieldProblem]) -> None:
        first = fields[0]
        more = f" (and {len(fields) - 1} more)" if len(fields) > 1 else ""
        super().__init__(f"{first.field}: {first.message}{more}", fields)


class TestSetMissing(InvalidRequest):
    code = "testset_missing"
    __test__ = False  # not a test class, whatever pytest makes of the name


class Overloaded(ApiError):
    status, code = 429, "overloaded"


class QuotaExceeded(ApiError):
    status, code = 429, "quota_exceeded"


class BodyTooSlow(ApiError):
    status, code = 408, "body_too_slow"

    @property
    def headers(self) -> dict[str, str]:
        return {"Connection": "close"}


class Unavailable(ApiError):
    status, code = 503, "unavailable"
