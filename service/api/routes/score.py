"""One submission, waited for."""

from __future__ import annotations

import uuid

from fastapi import APIRouter, Request, Response

from service import wire
from service.api.admission import known_for, new_batch
from service.api.body import parse, read_body
from service.api.examples import SCORE
from service.api.intake import Objections, deadline_of, entry, resolve
from service.api.keys import key_of
from service.api.openapi import body_of, refusals
from service.api.state import Here, Service
from service.api.waiting import answer_to
from service.store.batches import NewBatch

router = APIRouter(prefix="/v1", tags=["score"])


@router.post(
    "/score",
    summary="Judge one program and wait for the result",
    openapi_extra=body_of(wire.ScoreRequest, SCORE),
    responses={200: {"model": wire.Result}, **refusals(400, 401, 408, 413, 415, 422, 429, 503)},
)
async def score(http: Request, here: Here) -> Response:
    """The result of one submission. When `deadline_s` has passed there is none: the status is
    no_verdict and the reason deadline."""
    request = parse(wire.ScoreRequest, await read_body(http, here.settings))
    batch = await _batch_of(request, here)
    return await answer_to(batch, here, key_of(http.scope))


async def _batch_of(request: wire.ScoreRequest, here: Service) -> NewBatch:
    """The request as a batch of one, ahead of those that nobody waits for."""
    objections = Objections()
    deadline_s = deadline_of(request.deadline_s, here.settings, objections)
    known = await known_for([request.problem], here)
    problem = resolve("problem", request.problem, known, objections)
    objections.check()
    assert problem is not None
    only = entry(request.id, request, problem)
    return new_batch(uuid.uuid4().hex, "fast", deadline_s, [only], [problem])
