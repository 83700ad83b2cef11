"""Quotas of API keys: requests a second, and test runs a second."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.errors import QuotaExceeded
from service.api.failures import error_response
from service.api.keys import OPEN_PATHS, key_of
from service.settings import ANY_KEY, Quota
from service.store.errors import StoreUnavailable
from service.store.quotas import QuotaStore

Kind = Literal["requests", "runs"]


class Quotas:
    """Those of the keys that have one, by name, and of all others under ANY_KEY."""

    def __init__(self, store: QuotaStore, quotas: Mapping[str, Quota]) -> None:
        self._store = store
        self._quotas = quotas

    async def charge(self, key: str, kind: Kind, count: int) -> None:
        """Counts requests or test runs of a key; a negative count is given back.

        Raises QuotaExceeded and StoreUnavailable.
        """
        quota = self._quotas.get(key) or self._quotas.get(ANY_KEY)
        if quota is None:
            return
        per_s = quota.requests_per_s if kind == "requests" else quota.runs_per_s
        if per_s is None:
            return
        most = max(1.0, per_s * quota.burst_s)
        wait_s = await self._store.spend(f"{key}:{kind}", per_s, most, count)
        if wait_s:
            message = f"this key may make {per_s:g} {kind} a second; its quota is used up"
            raise QuotaExceeded(message, retry_after_s=math.ceil(wait_s))


class RequestQuotas:
    """Middleware that counts requests, before anything is read of them but their head."""

    def __init__(self, app: ASGIApp, quotas: Quotas) -> None:
        self._app = app
        self._quotas = quotas

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in OPEN_PATHS:
            try:
                with suppress(StoreUnavailable):  # which the route will say
                    await self._quotas.charge(key_of(scope), "requests", 1)
            except QuotaExceeded as refusal:
                await error_response(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)
