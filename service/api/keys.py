"""API keys: compared by hash, in constant time. Without configured keys all may enter."""

from __future__ import annotations

import hashlib
import hmac

from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.errors import Unauthorized
from service.api.failures import error_response

OPEN_PATHS = frozenset({"/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"})


class ApiKeys:
    """Middleware that lets requests with a known `Authorization: Bearer` key pass."""

    def __init__(self, app: ASGIApp, hashes: tuple[str, ...]) -> None:
        self._app = app
        self._hashes = [digest.encode() for digest in hashes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS or self._knows(_key(scope)):
            await self._app(scope, receive, send)
        else:
            refusal = error_response(Unauthorized("send an API key as 'Authorization: Bearer'"))
            await refusal(scope, receive, send)

    def _knows(self, key: bytes) -> bool:
        digest = hashlib.sha256(key).hexdigest().encode()
        # Every hash is compared, so that the time tells nothing.
        return sum(hmac.compare_digest(digest, each) for each in self._hashes) > 0


def _key(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, key = bytes(value).partition(b" ")
            return key.strip() if scheme.lower() == b"bearer" else b""
    return b""
