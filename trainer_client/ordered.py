"""Work on a stream of items, some at a time, its results in the order of the items."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


async def in_order(
    items: Iterable[Item], work: Callable[[Item], Coroutine[Any, Any, Done]], at_once: int
) -> AsyncGenerator[Done, None]:
    """Takes an item only when there is room for it. Raises what `work` raises; closing it cancels
    what is under way."""
    waiting = iter(items)
    going: deque[asyncio.Task[Done]] = deque()
    try:
        while True:
            for item in itertools.islice(waiting, at_once - len(going)):
                going.append(asyncio.create_task(work(item)))
            if not going:
                return
            yield await going[0]
            going.popleft()
    finally:
        for each in going:
            each.cancel()
        await asyncio.gather(*going, return_exceptions=True)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of `size` items; the last may be shorter."""
    waiting = iter(items)
    while chunk := list(itertools.islice(waiting, size)):
        yield chunk
