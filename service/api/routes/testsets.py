"""Test sets by the hash of their content: sent once, referred to by every rollout."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from service import wire
from service.api.body import parse, read_body
from service.api.errors import InvalidRequest, NotFound
from service.api.examples import TESTSET
from service.api.intake import info_of
from service.api.openapi import body_of, refusals
from service.api.state import Here
from service.spec import digest

router = APIRouter(prefix="/v1/testsets", tags=["testsets"])

TestSetHash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.put(
    "/{sha256}",
    status_code=204,
    summary="Upload a test set",
    openapi_extra=body_of(wire.TestSet, TESTSET),
    responses=refusals(400, 401, 408, 413, 415, 422, 429, 503),
)
async def put(sha256: TestSetHash, http: Request, here: Here) -> Response:
    """`sha256` is that of the JSON text, 64 hexadecimal digits. The test set is kept for a
    time after its last use (`SOFTJUDGE_TESTSET_TTL_S`)."""
    body = await read_body(http, here.settings)
    if digest(body) != sha256:
        message = f"the body's hash is {digest(body)}"
        raise InvalidRequest([wire.FieldProblem(field="sha256", message=message)])
    testset = parse(wire.TestSet, body)
    info = info_of(testset.tests)
    if info.runs > here.settings.max_tests:
        message = f"makes {info.runs} test runs; at most {here.settings.max_tests} are run"
        raise InvalidRequest([wire.FieldProblem(field="tests", message=message)])
    await here.testsets.put(sha256, body, info)
    return Response(status_code=204)


@router.head(
    "/{sha256}",
    status_code=204,
    summary="Whether a test set is here",
    responses=refusals(401, 404, 422, 429, 503),
)
async def head(sha256: TestSetHash, here: Here) -> Response:
    """Counts as a use: the test set is kept for the full time again."""
    if not await here.testsets.find([sha256]):
        raise NotFound(f"there is no test set {sha256}")
    return Response(status_code=204)
