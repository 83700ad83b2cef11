"""What both clients need of httpx: settings, and its values turned into ours."""

from __future__ import annotations

from typing import Any

import httpx

from trainer_client.effects import Broken, Request, Response

DEFAULT_URL = "http://127.0.0.1:8700"

_CONNECT_S = 10.0


def settings(url: str, api_key: str | None, connections: int) -> dict[str, Any]:
    """Arguments of `httpx.Client` and `httpx.AsyncClient`."""
    headers = {"authorization": f"Bearer {api_key}"} if api_key else {}
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    # A request may wait as long as it must for one of the client's own connections.
    timeout = httpx.Timeout(_CONNECT_S, pool=None)
    return {"base_url": url, "headers": headers, "limits": limits, "timeout": timeout}


def built(http: httpx.Client | httpx.AsyncClient, request: Request) -> httpx.Request:
    """`request` in httpx's terms."""
    return http.build_request(
        request.method,
        request.path,
        params=request.params,
        content=request.body,
        headers={"content-type": "application/json"} if request.body is not None else None,
        timeout=httpx.Timeout(request.wait_s, connect=_CONNECT_S, pool=None),
    )


def response_of(response: httpx.Response) -> Response:
    """A complete answer in our terms."""
    return Response(response.status_code, response.headers, response.content)


def broken_by(error: httpx.RequestError) -> Broken:
    """A failed connection in our terms."""
    message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Broken(message, silent=isinstance(error, httpx.ReadTimeout))
