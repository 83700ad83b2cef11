"""Many submissions: posted at once, their results read as they come."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import StreamingResponse

from service import wire
from service.api.admission import admit, known_for, new_batch
from service.api.body import parse, read_body
from service.api.errors import NotFound
from service.api.examples import BATCH
from service.api.intake import Objections, check_submissions, deadline_of, entry, resolve
from service.api.keys import key_of
from service.api.openapi import body_of, lines_of, refusals
from service.api.state import Here, Service
from service.api.stream import checked_cursor, lines
from service.store.batches import NewBatch

router = APIRouter(prefix="/v1/batches", tags=["batches"])

BatchId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


@router.post(
    "",
    status_code=202,
    summary="Submit many programs",
    openapi_extra=body_of(wire.BatchRequest, BATCH),
    responses=refusals(400, 401, 408, 413, 415, 422, 429, 503),
)
async def create(http: Request, here: Here) -> wire.BatchCreated:
    """Answers at once. Each submission gets exactly one result, at the latest when
    `deadline_s` has passed."""
    request = parse(wire.BatchRequest, await read_body(http, here.settings))
    batch = await _batch_of(request, here)
    await admit(batch, here, key_of(http.scope))
    return wire.BatchCreated(id=batch.id, submissions=len(batch.entries))


@router.get("/{batch_id}", summary="Progress", responses=refusals(401, 404, 422, 429, 503))
async def progress(batch_id: BatchId, here: Here) -> wire.BatchProgress:
    return _found(batch_id, await here.batches.progress(batch_id))


@router.get(
    "/{batch_id}/results",
    summary="Results, each as it completes",
    response_class=StreamingResponse,
    responses={**lines_of(wire.StreamedResult), **refusals(401, 404, 422, 429, 503)},
)
async def results(
    batch_id: BatchId, here: Here, cursor: Annotated[str | None, Query()] = None
) -> StreamingResponse:
    """NDJSON. The stream ends after the last result. After a break, ask again with the
    `cursor` of the last line that came whole. Blank lines mean that all is well."""
    start = checked_cursor(cursor)
    _found(batch_id, await here.batches.progress(batch_id))
    stream = lines(batch_id, start, here.batches, here.wakeups, here.settings.keepalive_s)
    return StreamingResponse(stream, media_type="application/x-ndjson")


@router.delete(
    "/{batch_id}",
    summary="Cancel what has not started",
    responses=refusals(401, 404, 422, 429, 503),
)
async def cancel(batch_id: BatchId, here: Here) -> wire.BatchProgress:
    """What has not started gets no verdict, with the reason cancelled; what runs is finished.
    A batch that has ended stays as it is."""
    return _found(batch_id, await here.batches.cancel(batch_id))


async def _batch_of(request: wire.BatchRequest, here: Service) -> NewBatch:
    objections = Objections()
    deadline_s = deadline_of(request.deadline_s, here.settings, objections)
    check_submissions(
        request.submissions, request.problems, here.settings.max_submissions, objections
    )
    known = await known_for(request.problems.values(), here)
    problems = {
        name: resolve(f"problems.{name}", problem, known, objections)
        for name, problem in request.problems.items()
    }
    objections.check()
    resolved = {name: problem for name, problem in problems.items() if problem is not None}
    entries = [entry(each.id, each, resolved[each.problem]) for each in request.submissions]
    return new_batch(uuid.uuid4().hex, "bulk", deadline_s, entries, resolved.values())


def _found(batch_id: str, progress: wire.BatchProgress | None) -> wire.BatchProgress:
    if progress is None:
        raise NotFound(f"there is no batch {batch_id}, or no more")
    return progress
