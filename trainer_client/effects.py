"""The steps that the client's logic asks for; a driver carries each out and answers.

The logic (`flows`) is generators that yield these and never touch a socket or a clock.
`sync_client` and `async_client` drive the same generators, one blocking, one awaiting.

    effect      the driver's answer
    Send        Response | Broken
    Open        Opened | Response (any status but 200) | Broken
    Read        bytes (a chunk), b"" (the stream ended) | Broken
    Sleep       None
    Emit        None, once the caller has taken the result
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from trainer_client.types import Result


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; `wait_s` bounds each silence while its answer is awaited."""

    method: str
    path: str
    wait_s: float
    body: bytes | None = None
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """One complete HTTP answer; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream was opened: `Read` gives its chunks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The connection failed; `silent` when it stood but nothing came in time."""

    message: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Send:
    request: Request


@dataclass(frozen=True, slots=True)
class Open:
    request: Request


@dataclass(frozen=True, slots=True)
class Read:
    pass


@dataclass(frozen=True, slots=True)
class Sleep:
    seconds: float


@dataclass(frozen=True, slots=True)
class Emit:
    result: Result


Effect = Send | Open | Read | Sleep | Emit
Reply = Response | Opened | Broken | bytes | None

T = TypeVar("T")
# The driver's answer depends on the effect (see the table), which a type cannot say here.
Flow = Generator[Effect, Any, T]


def advance(flow: Flow[None], reply: Reply = None) -> Effect | None:
    """Hands `reply` to the flow (None starts it): its next effect, None at its end."""
    try:
        return flow.send(reply)
    except StopIteration:
        return None
