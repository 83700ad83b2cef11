"""A batch of one that its client waits for."""

from __future__ import annotations

import asyncio

from fastapi import Response
from starlette.background import BackgroundTask

from service.api.admission import admit
from service.api.errors import Unavailable
from service.api.lines import result_json
from service.api.state import Service
from service.api.stream import RECHECK_S, happened
from service.store.batches import NewBatch, StoredResult


async def answer_to(batch: NewBatch, here: Service, key: str) -> Response:
    """Admits the batch of an API key and answers with its result, at the latest at its
    deadline."""
    result = await _result_of(batch, here, key)
    tidy = BackgroundTask(here.batches.forget, batch.id)
    return Response(result_json(result), media_type="application/json", background=tidy)


async def _result_of(batch: NewBatch, here: Service, key: str) -> StoredResult:
    clock = asyncio.get_running_loop().time
    end = clock() + batch.deadline_s
    with here.wakeups.watch(batch.id) as woken:
        page = await admit(batch, here, key)
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
