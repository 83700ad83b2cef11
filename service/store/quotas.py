"""What each API key has left of its quotas: token buckets, shared by all API processes."""

from __future__ import annotations

from service.store.calls import AsyncCalls


class QuotaStore:
    """Every method raises StoreUnavailable."""

    def __init__(self, calls: AsyncCalls) -> None:
        self._calls = calls

    async def spend(self, bucket: str, per_s: float, most: float, tokens: int) -> float:
        """Takes tokens from a bucket (negative: gives them back) that holds at most `most` and
        fills by `per_s`.

        Seconds until it is worth trying again; 0: taken. A bucket that has one token gives any
        number and goes into debt.
        """
        wait_ms: int = await self._calls.script("spend", bucket, per_s, most, tokens)
        return wait_ms / 1000
