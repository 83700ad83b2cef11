"""Uploaded test sets: content-addressed, kept for a time after their last use. Asynchronous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.store import keys
from service.store.calls import AsyncCalls, Call
from service.store.packing import pack


@dataclass(frozen=True, slots=True)
class TestSetInfo:
    """What admission must know of a test set without reading it."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    runs: int  # test runs of one submission
    kinds: frozenset[str]  # of its tests


class TestSetStore:
    """Every method raises StoreUnavailable."""

    __test__ = False

    def __init__(self, calls: AsyncCalls, ttl_s: int) -> None:
        self._calls = calls
        self._ttl_s = ttl_s

    async def put(self, sha256: str, body: bytes, info: TestSetInfo) -> None:
        head = keys.testset_info(sha256)
        await self._calls.together(
            [
                Call.command("SET", keys.testset(sha256), pack(body), "EX", self._ttl_s),
                Call.command("HSET", head, "runs", info.runs, "kinds", " ".join(info.kinds)),
                Call.command("EXPIRE", head, self._ttl_s),
            ]
        )

    async def find(self, hashes: Sequence[str]) -> dict[str, TestSetInfo]:
        """What is known of each test set, by hash; absent ones are left out.

        This counts as a use: each is kept for the full time again.
        """
        if not hashes:
            return {}
        calls = []
        for sha256 in hashes:
            calls.append(Call.command("EXPIRE", keys.testset(sha256), self._ttl_s))
            calls.append(Call.command("EXPIRE", keys.testset_info(sha256), self._ttl_s))
            calls.append(Call.command("HMGET", keys.testset_info(sha256), "runs", "kinds"))
        replies = await self._calls.together(calls)
        found = {}
        for sha256, there, (runs, kinds) in zip(hashes, replies[::3], replies[2::3], strict=True):
            if there and runs is not None:
                found[sha256] = TestSetInfo(int(runs), frozenset(kinds.decode().split()))
        return found
