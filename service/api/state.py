"""What every route works with, made once a process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request
from redis import asyncio as aio

from sandbox.version import content_hash
from service.api.quotas import Quotas
from service.metrics import Metrics
from service.settings import Settings
from service.store import scripts
from service.store.batches import BatchStore
from service.store.calls import AsyncCalls, Scripts
from service.store.connections import connect_async
from service.store.load import Load
from service.store.quotas import QuotaStore
from service.store.testsets import TestSetStore
from service.store.wakeups import Wakeups

PATIENCE_S = 8.0  # a request waits this long for Redis, then it is told to come back


@dataclass
class Service:
    settings: Settings
    redis: aio.Redis
    calls: AsyncCalls
    batches: BatchStore
    testsets: TestSetStore
    wakeups: Wakeups
    quotas: Quotas
    sandbox_version: str
    metrics: Metrics = field(default_factory=Metrics)
    load: Load = field(default_factory=Load)  # kept up to date by `housekeeping`

    @classmethod
    def connect(cls, settings: Settings) -> Service:
        redis = connect_async(settings.redis_url)
        calls = AsyncCalls(redis, Scripts(scripts.load(settings.queue)), PATIENCE_S)
        return cls(
            settings,
            redis,
            calls,
            BatchStore(calls, settings.batch_ttl_s),
            TestSetStore(calls, settings.testset_ttl_s),
            Wakeups(redis),
            Quotas(QuotaStore(calls), settings.quotas),
            content_hash(),
        )


async def _service(request: Request) -> Service:  # a plain function would get a thread
    return cast(Service, request.app.state.service)


Here = Annotated[Service, Depends(_service)]
