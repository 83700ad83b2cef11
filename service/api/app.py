"""The HTTP application, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.api import failures, openapi
from service.api.housekeeping import housekeeping
from service.api.keys import ApiKeys
from service.api.observing import Observing
from service.api.quotas import RequestQuotas
from service.api.routes import batches, health, math, score, testsets
from service.api.state import Service
from service.settings import Settings

_DESCRIPTION = """Runs programs against tests in sandboxes and says which share passed.

Every error is an `ErrorBody`. A result whose `reward` is null says nothing about the program.
"""


def create_app(settings: Settings) -> FastAPI:
    """The application. Redis is connected to when it starts serving."""
    service = Service.connect(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with housekeeping(service):
            yield
        await service.redis.aclose()

    app = FastAPI(title="softjudge", description=_DESCRIPTION, lifespan=lifespan, redoc_url=None)
    app.state.service = service
    failures.install(app)
    for resource in (score, math, batches, testsets, health):
        app.include_router(resource.router)
    openapi.install(app)
    if settings.quotas:
        app.add_middleware(RequestQuotas, quotas=service.quotas)
    if settings.api_key_hashes:
        app.add_middleware(ApiKeys, hashes=settings.key_hashes)
    app.add_middleware(Observing, metrics=service.metrics)
    return app
