"""Tells this process's readers that a batch they watch has new results.

One subscription serves all of them. A message that is lost with the connection is made up
for: everybody is woken when the subscription stands again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from redis import asyncio as aio

from service.store import keys


class Wakeups:
    def __init__(self, redis: aio.Redis) -> None:
        self._redis = redis
        self._watchers: dict[str, set[asyncio.Event]] = {}

    @contextmanager
    def watch(self, batch_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the armed batch gets a result."""
        event = asyncio.Event()
        watchers = self._watchers.setdefault(batch_id, set())
        watchers.add(event)
        try:
            yield event
        finally:
            watchers.discard(event)
            if not watchers and self._watchers.get(batch_id) is watchers:
                del self._watchers[batch_id]

    async def run(self) -> None:
        """Listens until it is cancelled."""
        async with self._redis.pubsub() as pubsub:
            await pubsub.subscribe(keys.WAKE)
            async for message in pubsub.listen():
                if message["type"] == "message":
                    self._wake(self._watchers.get(message["data"].decode(), ()))
                else:
                    for watchers in self._watchers.values():
                        self._wake(watchers)

    @staticmethod
    def _wake(events: Iterable[asyncio.Event]) -> None:
        for event in events:
            event.set()
