"""What the API process does besides answering: it keeps an eye on the queue.

Deadlines are swept and lost chunks put back by workers too; here it is done so that streams
end on time when no worker lives.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.api.state import Service
from service.store import timing
from service.store.errors import StoreUnavailable
from service.store.load import read_load
from service.store.recovery import recover

log = logging.getLogger(__name__)


@asynccontextmanager
async def housekeeping(service: Service) -> AsyncIterator[None]:
    """Runs the background work for as long as the context is open."""
    tasks = [asyncio.create_task(service.wakeups.run()), asyncio.create_task(_look_after(service))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _look_after(service: Service) -> None:
    while True:
        try:
            await service.calls.together([recover()])
            service.load = await read_load(service.calls)
        except StoreUnavailable as error:
            log.warning("the queue cannot be looked after: %s", error)
        await asyncio.sleep(timing.REAP_EVERY_S)
