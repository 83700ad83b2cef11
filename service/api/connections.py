"""Connections that a client cannot hold open by sending slowly, or fill with an endless head."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from service.settings import Settings

MAX_HEAD = 1 << 16  # bytes of a request's head


class PromptProtocol(HttpToolsProtocol):
    """An HTTP connection that is closed when a head does not come in time or is too long, and
    when a body goes on behind its answer.

    A body that an answer waits for is bounded where it is read, which then says so.
    """

    head_s: ClassVar[float]
    body_s: ClassVar[float]

    _timer: asyncio.TimerHandle | None = None
    _in_body = False  # the head is there, and the message has not ended
    _head = 0  # bytes of it so far

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait(self.head_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._in_body:
            self._head += len(data)
            if self._timer is None:
                self._wait(self.head_s)
        super().data_received(data)
        if not self._in_body and self._head > MAX_HEAD:
            self.transport.close()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._in_body, self._head = True, 0
        self._wait(self.body_s)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_body = False
        self._stop_waiting()

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(seconds, self._late)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if self._in_body and not self.cycle.response_complete:
            self._wait(self.body_s)
        else:
            self.transport.close()


def protocol_of(settings: Settings) -> type[asyncio.Protocol]:
    """The connections of a service with these settings."""
    times = {"head_s": settings.head_timeout_s, "body_s": settings.body_timeout_s}
    return type("ConfiguredProtocol", (PromptProtocol,), times)
