"""Scripts and commands sent to Redis, in the async and the sync manner.

A restarted Redis has forgotten its scripts: then they are loaded and the same calls are
sent again, which every script and command of this package bears.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from redis import Redis
from redis import asyncio as aio
from redis.exceptions import (
    ConnectionError as RedisConnectionError,
)
from redis.exceptions import (
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
)

from service.store.errors import StoreUnavailable

Value = str | bytes | int | float
T = TypeVar("T")


class Scripts:
    """The scripts by name, as Redis knows them: by the SHA-1 of their text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = tuple(texts.values())
        self._sha1 = {
            name: hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
            for name, text in texts.items()
        }

    def command(self, name: str, args: Sequence[Value]) -> tuple[Value, ...]:
        return ("EVALSHA", self._sha1[name], 0, *args)


@dataclass(frozen=True, slots=True)
class Call:
    """One command, or one script by its name, and its arguments."""

    name: str
    args: tuple[Value, ...]
    is_script: bool

    @classmethod
    def script(cls, name: str, *args: Value) -> Call:
        return cls(name, args, is_script=True)

    @classmethod
    def command(cls, name: str, *args: Value) -> Call:
        return cls(name, args, is_script=False)

    def words(self, scripts: Scripts) -> tuple[Value, ...]:
        return scripts.command(self.name, self.args) if self.is_script else (self.name, *self.args)


class SyncCalls:
    """For workers: waits for Redis as long as it takes."""

    def __init__(self, redis: Redis, scripts: Scripts) -> None:
        self._redis = redis
        self._execute: Callable[..., Any] = redis.execute_command
        self._scripts = scripts

    def script(self, name: str, *args: Value) -> Any:
        return self.send(Call.script(name, *args))

    def command(self, name: str, *args: Value) -> Any:
        return self.send(Call.command(name, *args))

    def send(self, call: Call) -> Any:
        words = call.words(self._scripts)
        try:
            return self._execute(*words)
        except NoScriptError:
            for text in self._scripts.texts:
                self._redis.script_load(text)
            return self._execute(*words)


class AsyncCalls:
    """For the API: waits for Redis as long as a client may be kept waiting.

    Every method raises StoreUnavailable after that.
    """

    def __init__(self, redis: aio.Redis, scripts: Scripts, patience_s: float) -> None:
        self._redis = redis
        self._scripts = scripts
        self._patience_s = patience_s

    async def script(self, name: str, *args: Value) -> Any:
        return (await self.together([Call.script(name, *args)]))[0]

    async def command(self, name: str, *args: Value) -> Any:
        return (await self.together([Call.command(name, *args)]))[0]

    async def together(self, calls: Sequence[Call]) -> list[Any]:
        """Sends all calls at once, in order, and returns their replies."""

        async def send() -> list[Any]:
            pipeline = self._redis.pipeline(transaction=False)
            for call in calls:
                pipeline.execute_command(*call.words(self._scripts))
            return await pipeline.execute()

        return await self._patiently(self._sent(send))

    async def _sent(self, send: Callable[[], Awaitable[T]]) -> T:
        try:
            return await send()
        except NoScriptError:
            for text in self._scripts.texts:
                await self._redis.script_load(text)
            return await send()

    async def _patiently(self, reply: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._patience_s):
                return await reply
        except (TimeoutError, RedisConnectionError, OutOfMemoryError, ReadOnlyError) as error:
            raise StoreUnavailable(str(error) or "Redis does not answer") from error
