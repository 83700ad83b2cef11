"""Work in flight, with its results in order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from trainer_client.ordered import chunks, in_order


async def test_results_come_in_the_order_of_the_items() -> None:
    async def late_first(item: int) -> int:
        for _ in range(10 - item):
            await asyncio.sleep(0)
        return item

    assert [each async for each in in_order(range(10), late_first, 4)] == [*range(10)]


async def test_no_more_is_taken_than_has_room() -> None:
    taken = finished = 0
    most = 0

    def items() -> Iterator[int]:
        nonlocal taken, most
        for item in range(50):
            taken += 1
            most = max(most, taken - finished)
            yield item

    async def work(item: int) -> int:
        await asyncio.sleep(0)
        return item

    async for _ in in_order(items(), work, 3):
        finished += 1
    assert (taken, finished) == (50, 50)
    assert most <= 4  # one more than are in flight: it is taken before the last is counted


async def test_a_failure_cancels_the_rest() -> None:
    cancelled = []

    async def work(item: int) -> int:
        if item == 0:
            await asyncio.sleep(0)
            raise LookupError("0")
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise
        return item

    with pytest.raises(LookupError):
        async for _ in in_order(range(9), work, 3):
            pass
    assert cancelled == [1, 2]


def test_chunks() -> None:
    assert [*chunks(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert [*chunks([], 2)] == []
