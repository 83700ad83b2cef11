"""Redis clients that live through a restart of Redis.

Every command is repeated for ever on a lost connection, a time-out and while Redis loads
its data; all scripts bear to run twice. Whoever cannot wait for ever sets its own bound.
"""

from __future__ import annotations

from redis import Redis
from redis import asyncio as aio
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

FOREVER = -1
ANSWER_S = 5.0  # the longest that a command which does not block may take

_BACKOFF = ExponentialBackoff(cap=0.5, base=0.02)


def connect(url: str) -> Redis:
    return Redis.from_url(
        url, retry=Retry(_BACKOFF, FOREVER), socket_timeout=ANSWER_S, socket_connect_timeout=2.0
    )


def connect_once(url: str, timeout_s: float) -> Redis:
    """A client that fails at once, for those who have their own way of trying again."""
    return Redis.from_url(
        url, retry=Retry(_BACKOFF, 0), socket_timeout=timeout_s, socket_connect_timeout=timeout_s
    )


def connect_async(url: str) -> aio.Redis:
    return aio.Redis.from_url(
        url,
        retry=AsyncRetry(_BACKOFF, FOREVER),
        socket_timeout=ANSWER_S,
        socket_connect_timeout=2.0,
    )
