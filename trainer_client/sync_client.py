"""The blocking client: carries out the effects of `flows` with `httpx.Client`."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

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
_Results = Generator[Result, None, None]


class RewardClient:
    """Rewards for programs, from a softjudge service. One client serves many threads.

    url: where the service listens. api_key: sent as a bearer token. retry: how patiently
    passing failures are retried. connections: how many are kept and used at once.
    Raises (every method): the errors of `trainer_client.errors`.
    """

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
        self._http = httpx.Client(**transport.settings(url, api_key, connections))

    def score(
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
        return self._run(flows.score(self._session, as_problem(problem), answer, deadline_s))

    def score_math(
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
        return self._run(flow)

    def score_batch(
        self,
        problems: Mapping[str, AnyProblem | Mapping[str, Any]],
        submissions: Iterable[Submission | Mapping[str, Any]],
        *,
        deadline_s: float | None = None,
        progress: bool = False,
    ) -> _Results:
        """Yields each submission's result once, as they complete (in any order).

        Leaving the loop early cancels what has not started. `progress` draws a bar.
        """
        sent = as_submissions(submissions)
        batch = flows.Batch(self._session, as_problems(problems), sent, deadline_s)
        return self._follow(batch, len(sent), progress)

    def upload_tests(self, problem: Problem | Mapping[str, Any]) -> str:
        """Makes sure that the service has the problem's tests; the hash to refer to them by."""
        checked = as_problem(problem)
        self._run(flows.upload(self._session, [checked]))
        return checked.test_set_sha256

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _follow(self, batch: flows.Batch, total: int, progress: bool) -> _Results:
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
                        reply = driver.perform(effect)
                    effect = advance(flow, reply)
        finally:
            driver.close_stream()
            abandoned = batch.abandoned()
            if abandoned is not None:
                driver.send(abandoned)

    def _run(self, flow: Flow[T]) -> T:
        driver = _Driver(self._http)
        reply: Reply = None
        while True:
            try:
                effect = flow.send(reply)
            except StopIteration as end:
                value: T = end.value
                return value
            reply = driver.perform(effect)


class _Driver:
    """Carries out the effects of one flow; holds its open stream, if any."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._stream: httpx.Response | None = None
        self._chunks: Iterator[bytes] = iter(())

    def perform(self, effect: Effect) -> Reply:
        match effect:
            case Send(request):
                return self.send(request)
            case Open(request):
                return self._open(request)
            case Read():
                return self._read()
            case Sleep(seconds):
                time.sleep(seconds)
            case Emit():
                raise AssertionError("only a batch emits, and its caller takes it")
        return None

    def send(self, request: Request) -> Reply:
        try:
            return transport.response_of(self._http.send(transport.built(self._http, request)))
        except httpx.RequestError as error:
            return transport.broken_by(error)

    def _open(self, request: Request) -> Reply:
        self.close_stream()
        try:
            response = self._http.send(transport.built(self._http, request), stream=True)
            if response.status_code != 200:
                response.read()
                return transport.response_of(response)
        except httpx.RequestError as error:
            return transport.broken_by(error)
        self._stream = response
        self._chunks = response.iter_bytes()
        return Opened()

    def _read(self) -> bytes | Broken:
        try:
            return next(self._chunks, b"")
        except httpx.RequestError as error:
            return transport.broken_by(error)

    def close_stream(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
