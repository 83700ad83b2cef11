"""API keys: compared by hash, in constant time. Without configured keys all may enter."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.errors import Unauthorized
from service.api.failures import error_response
from service.settings import ANY_KEY

OPEN_PATHS = frozenset({"/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"})


class ApiKeys:
    """Middleware that lets requests with a known `Authorization: Bearer` key pass, and notes the
    key's name. `hashes`: name to SHA-256."""

    def __init__(self, app: ASGIApp, hashes: Mapping[str, str]) -> None:
        self._app = app
        self._names = {digest.encode(): name for name, digest in hashes.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
        elif name := self._name(_key(scope)):
            scope.setdefault("state", {})["key"] = name
            await self._app(scope, receive, send)
        else:
            refusal = error_response(Unauthorized("send an API key as 'Authorization: Bearer'"))
            await refusal(scope, receive, send)

    def _name(self, key: bytes) -> str | None:
        digest = hashlib.sha256(key).hexdigest().encode()
        # Every hash is compared, so that the time tells nothing.
        found = [name for each, name in self._names.items() if hmac.compare_digest(digest, each)]
        return found[0] if found else None


def key_of(scope: Scope) -> str:
    """The name of the key that a request came with; ANY_KEY where none is asked for."""
    name: str = scope.get("state", {}).get("key", ANY_KEY)
    return name


def _key(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, key = bytes(value).partition(b" ")
            return key.strip() if scheme.lower() == b"bearer" else b""
    return b""
