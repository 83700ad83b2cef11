"""The awaiting client: carries out the effects of `flows` with `httpx.AsyncClient`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import anyio
import httpx

from trainer_client import flows, transport
from trainer_client.effects import (
    Broken,
    Effect,
    Emit,
    Flow,
    Open,
    Opened,
    Read,
    Reply,
    Request,
    Send,
    Sleep,
    advance,
)
from trainer_client.inputs import as_math_problem, as_problem, as_problems, as_submissions
from trainer_client.progress import progress_bar
from trainer_client.retry import RetryPolicy
from trainer_client.types import Answer, AnyProblem, MathProblem, Problem, Result, Submission

T = TypeVar("T")
_Results = AsyncGenerator[Result, None]

_LEAVING_S = 5.0  # how long an abandoned batch may hold up the caller


class AsyncRewardClient:
    """`RewardClient` for asyncio (or trio): the same methods, awaited."""

    def __init__(
        self,
        url: str = transport.DEFAULT_URL,
        *,
        api_key: str | None = None,
        retry: RetryPolicy | None = None,
        silence_s: float = 60.0,
        connections: int = 100,
    ) -> None:
        self._session = flows.Session(retry or RetryPolicy(), silence_s)
        self._http = httpx.AsyncClient(**transport.settings(url, api_key, connections))

    async def score(
        self,
        problem: Problem | Mapping[str, Any],
        *,
        code: str | None = None,
        completion: str | None = None,
        extract: Literal["last_fence"] = "last_fence",
        id: str = "1",  # noqa: A002 - the wire's own name for it
        deadline_s: float = 120.0,
    ) -> Result:
        """Judges one program: the `code`, or the one that a model's `completion` holds."""
        answer = Answer(id=id, code=code, completion=completion, extract=extract)
        flow = flows.score(self._session, as_problem(problem), answer, deadline_s)
        return await self._run(flow)

    async def score_math(
        self,
        problem: MathProblem | Mapping[str, Any],
        completion: str,
        *,
        id: str = "1",  # noqa: A002 - the wire's own name for it
        deadline_s: float = 120.0,
    ) -> Result:
        """Judges the answer that a model's `completion` ends with."""
        checked = as_math_problem(problem)
        flow = flows.score_math(self._session, checked, id, completion, deadline_s)
        return await self._run(flow)

    def score_batch(
        self,
        problems: Mapping[str, AnyProblem | Mapping[str, Any]],
        submissions: Iterable[Submission | Mapping[str, Any]],
        *,
        deadline_s: float | None = None,
        progress: bool = False,
    ) -> _Results:
        """Yields each submission's result once, as they complete (in any order).

        Closing the generator early (`contextlib.aclosing`) cancels what has not started.
        `progress` draws a bar.
        """
        sent = as_submissions(submissions)
        batch = flows.Batch(self._session, as_problems(problems), sent, deadline_s)
        return self._follow(batch, len(sent), progress)

    async def upload_tests(self, problem: Problem | Mapping[str, Any]) -> str:
        """Makes sure that the service has the problem's tests; the hash to refer to them by."""
        checked = as_problem(problem)
        await self._run(flows.upload(self._session, [checked]))
        return checked.test_set_sha256

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _follow(self, batch: flows.Batch, total: int, progress: bool) -> _Results:
        driver = _Driver(self._http)
        flow = batch.run()
        try:
            with progress_bar(total, progress) as count:
                effect = advance(flow)
                while effect is not None:
                    reply: Reply = None
                    if isinstance(effect, Emit):
                        count(effect.result)
                        yield effect.result
                    else:
                        reply = await driver.perform(effect)
                    effect = advance(flow, reply)
        finally:
            with anyio.move_on_after(_LEAVING_S, shield=True):
                await driver.close_stream()
                abandoned = batch.abandoned()
                if abandoned is not None:
                    await driver.send(abandoned)

    async def _run(self, flow: Flow[T]) -> T:
        driver = _Driver(self._http)
        reply: Reply = None
        while True:
            try:
                effect = flow.send(reply)
            except StopIteration as end:
                value: T = end.value
                return value
            reply = await driver.perform(effect)


class _Driver:
    """Carries out the effects of one flow; holds its open stream, if any."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._stream: httpx.Response | None = None
        self._chunks: AsyncIterator[bytes] | None = None

    async def perform(self, effect: Effect) -> Reply:
        match effect:
            case Send(request):
                return await self.send(request)
            case Open(request):
                return await self._open(request)
            case Read():
                return await self._read()
            case Sleep(seconds):
                await anyio.sleep(seconds)
            case Emit():
                raise AssertionError("only a batch emits, and its caller takes it")
        return None

    async def send(self, request: Request) -> Reply:
        try:
            response = await self._http.send(transport.built(self._http, request))
        except httpx.RequestError as error:
            return transport.broken_by(error)
        return transport.response_of(response)

    async def _open(self, request: Request) -> Reply:
        await self.close_stream()
        try:
            response = await self._http.send(transport.built(self._http, request), stream=True)
            if response.status_code != 200:
                await response.aread()
                return transport.response_of(response)
        except httpx.RequestError as error:
            return transport.broken_by(error)
        self._stream = response
        self._chunks = response.aiter_bytes()
        return Opened()

    async def _read(self) -> bytes | Broken:
        if self._chunks is None:
            return b""
        try:
            return await anext(self._chunks, b"")
        except httpx.RequestError as error:
            return transport.broken_by(error)

    async def close_stream(self) -> None:
        if self._stream is not None:
            await self._stream.aclose()
            self._stream = None
