"""Reading a batch's results as they come."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator

from service.api.errors import InvalidRequest
from service.api.lines import streamed_line
from service.store.batches import PAGE, UNREAD, BatchStore
from service.store.errors import StoreUnavailable
from service.store.wakeups import Wakeups
from service.wire import FieldProblem

PACE_S = 0.01, 0.1  # between two pages that are not full: to read results singly costs most
PACE_SHARE = 0.02  # of the time that the stream has taken so far, within those bounds
RECHECK_S = 5.0  # after so long without a wake-up the batch is looked at all the same

_CURSOR = re.compile(r"([0-9]{1,20})-([0-9]{1,20})")


def checked_cursor(cursor: str | None) -> str:
    """The cursor as the store takes it. Raises InvalidRequest."""
    if cursor is None:
        return UNREAD
    match = _CURSOR.fullmatch(cursor)
    if match is None or max(map(int, match.groups())) >= 1 << 64:
        message = "is not the cursor of a result"
        raise InvalidRequest([FieldProblem(field="cursor", message=message)])
    return cursor


async def lines(
    batch_id: str, cursor: str, batches: BatchStore, wakeups: Wakeups, keepalive_s: float
) -> AsyncIterator[bytes]:
    """The batch's results behind `cursor` as NDJSON, until the last one.

    Blank lines fill silences, those of Redis among them. The stream of a batch that has
    gone from the store ends.
    """
    silence_s = min(keepalive_s, RECHECK_S)
    began = time.monotonic()
    with wakeups.watch(batch_id) as woken:
        while True:
            woken.clear()
            try:
                page = await batches.read(batch_id, cursor)
            except StoreUnavailable:
                yield b"\n"
                continue
            if page is None:
                return
            if page.results:
                yield b"".join(map(streamed_line, page.results))
                cursor = page.results[-1].cursor
            if page.last:
                return
            if 0 < len(page.results) < PAGE:
                await asyncio.sleep(pace_s(time.monotonic() - began))
            elif not page.results and not await happened(woken, silence_s):
                yield b"\n"


def pace_s(age_s: float) -> float:
    """How long a stream of this age waits for more results before it reads them."""
    least, most = PACE_S
    return min(max(least, PACE_SHARE * age_s), most)


async def happened(event: asyncio.Event, within_s: float) -> bool:
    try:
        async with asyncio.timeout(within_s):
            return await event.wait()
    except TimeoutError:
        return False
