"""Uploaded test sets: content-addressed, kept for a time after their last use. Asynchronous."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from service.store import keys
from service.store.calls import AsyncCalls, Call
from service.store.packing import pack

NO_GROUP = ""  # stands for the group of a test that is in none
_FIELDS = ("runs", "kinds", "groups")


@dataclass(frozen=True, slots=True)
class TestSetInfo:
    """What admission must know of a test set without reading it."""

    __test__ = False  # not a test class, whatever pytest makes of the name

    runs: int  # test runs of one submission
    kinds: frozenset[str]  # of its tests
    groups: frozenset[str] = frozenset((NO_GROUP,))  # of its tests


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
                Call.command("HSET", head, *_described(info)),
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
            calls.append(Call.command("HMGET", keys.testset_info(sha256), *_FIELDS))
        replies = await self._calls.together(calls)
        found = {}
        for sha256, there, fields in zip(hashes, replies[::3], replies[2::3], strict=True):
            if there and None not in fields:
                found[sha256] = _read(*fields)
        return found


def _described(info: TestSetInfo) -> list[str | int]:
    kinds, groups = (json.dumps(sorted(names)) for names in (info.kinds, info.groups))
    return ["runs", info.runs, "kinds", kinds, "groups", groups]


def _read(runs: bytes, kinds: bytes, groups: bytes) -> TestSetInfo:
    return TestSetInfo(int(runs), frozenset(json.loads(kinds)), frozenset(json.loads(groups)))
