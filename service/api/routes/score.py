"""One submission, waited for."""

from __future__ import annotations

import asyncio
import uuid

from fastapi import APIRouter, Request, Response
from starlette.background import BackgroundTask

from service import wire
from service.api.admission import admit, known_for, new_batch
from service.api.body import parse, read_body
from service.api.errors import Unavailable
from service.api.examples import SCORE
from service.api.intake import Objections, deadline_of, entry, resolve
from service.api.lines import result_json
from service.api.openapi import body_of, refusals
from service.api.state import Here, Service
from service.api.stream import RECHECK_S, happened
from service.store.batches import NewBatch, StoredResult

router = APIRouter(prefix="/v1", tags=["score"])


@router.post(
    "/score",
    summary="Judge one program and wait for the result",
    openapi_extra=body_of(wire.ScoreRequest, SCORE),
    responses={200: {"model": wire.Result}, **refusals(400, 401, 413, 415, 422, 429, 503)},
)
async def score(http: Request, here: Here) -> Response:
    """The result of one submission. When `deadline_s` has passed there is none: the status is
    no_verdict and the reason deadline."""
    request = parse(wire.ScoreRequest, await read_body(http, here.settings))
    batch = await _batch_of(request, here)
    result = await _result_of(batch, here)
    tidy = BackgroundTask(here.batches.forget, batch.id)
    return Response(result_json(result), media_type="application/json", background=tidy)


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


async def _result_of(batch: NewBatch, here: Service) -> StoredResult:
    """Admits the batch and waits for its result, at most until its deadline."""
    clock = asyncio.get_running_loop().time
    end = clock() + batch.deadline_s
    with here.wakeups.watch(batch.id) as woken:
        page = await admit(batch, here)
        while not page.results:
            if clock() >= end:
                await here.batches.expire(batch.id)
            else:
                await happened(woken, min(RECHECK_S, end - clock()))
            woken.clear()
            read = await here.batches.read(batch.id)
            if read is None:
                raise Unavailable("Redis lost the submission; send it again", retry_after_s=1)
            page = read
        return page.results[0]
