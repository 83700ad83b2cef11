"""One answer to a math problem, waited for."""

from __future__ import annotations

import uuid

from fastapi import APIRouter, Request, Response

from service import wire
from service.api.admission import new_batch
from service.api.body import parse, read_body
from service.api.examples import MATH
from service.api.intake import Objections, deadline_of
from service.api.keys import key_of
from service.api.math_intake import math_entry, resolve_math
from service.api.openapi import body_of, refusals
from service.api.state import Here
from service.api.waiting import answer_to

router = APIRouter(prefix="/v1", tags=["score"])


@router.post(
    "/math",
    summary="Judge one answer to a math problem and wait for the result",
    openapi_extra=body_of(wire.MathRequest, MATH),
    responses={200: {"model": wire.Result}, **refusals(400, 401, 408, 413, 415, 422, 429, 503)},
)
async def score_math(http: Request, here: Here) -> Response:
    """Whether the answer that a completion ends with is equal to one of the gold answers. A
    verifier that crashes or takes too long gives no verdict: the reason is verifier_failed."""
    request = parse(wire.MathRequest, await read_body(http, here.settings))
    objections = Objections()
    deadline_s = deadline_of(request.deadline_s, here.settings, objections)
    objections.check()
    problem = resolve_math(request.problem)
    only = math_entry(request.id, request.completion, problem)
    batch = new_batch(uuid.uuid4().hex, "fast", deadline_s, [only], [problem])
    return await answer_to(batch, here, key_of(http.scope))
