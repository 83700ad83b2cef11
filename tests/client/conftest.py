"""Both clients behind one blocking face, so that each test covers both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, aclosing, contextmanager
from typing import Any, Protocol

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from tests.client.stand_in import StandIn, running
from trainer_client import AsyncRewardClient, Result, RetryPolicy, RewardClient

# Waits short enough for tests; what is waited for, and how often, is as in earnest.
QUICK = RetryPolicy(retries=4, base_s=0.001, longest_s=0.01, budget_s=30.0)


class Client(Protocol):
    """What the tests use of a client."""

    def score(self, problem: Any, **options: Any) -> Result: ...

    def score_math(self, problem: Any, completion: str, **options: Any) -> Result: ...

    def batch(
        self, problems: Any, submissions: Any, take: int | None = None, **options: Any
    ) -> list[Result]:
        """The first `take` results (None: all); then the generator is closed."""
        ...

    def upload_tests(self, problem: Any) -> str: ...


class Connect(Protocol):
    def __call__(self, url: str, **options: Any) -> AbstractContextManager[Client]: ...


class _Sync:
    def __init__(self, client: RewardClient) -> None:
        self._client = client

    def score(self, problem: Any, **options: Any) -> Result:
        return self._client.score(problem, **options)

    def score_math(self, problem: Any, completion: str, **options: Any) -> Result:
        return self._client.score_math(problem, completion, **options)

    def upload_tests(self, problem: Any) -> str:
        return self._client.upload_tests(problem)

    def batch(
        self, problems: Any, submissions: Any, take: int | None = None, **options: Any
    ) -> list[Result]:
        taken: list[Result] = []
        results = self._client.score_batch(problems, submissions, **options)
        for result in results:
            taken.append(result)
            if len(taken) == take:
                break
        results.close()
        return taken


class _Async:
    def __init__(self, client: AsyncRewardClient, portal: BlockingPortal) -> None:
        self._client = client
        self._portal = portal

    def score(self, problem: Any, **options: Any) -> Result:
        async def call() -> Result:
            return await self._client.score(problem, **options)

        result: Result = self._portal.call(call)
        return result

    def score_math(self, problem: Any, completion: str, **options: Any) -> Result:
        async def call() -> Result:
            return await self._client.score_math(problem, completion, **options)

        return self._portal.call(call)

    def upload_tests(self, problem: Any) -> str:
        reference: str = self._portal.call(self._client.upload_tests, problem)
        return reference

    def batch(
        self, problems: Any, submissions: Any, take: int | None = None, **options: Any
    ) -> list[Result]:
        async def call() -> list[Result]:
            taken: list[Result] = []
            async with aclosing(
                self._client.score_batch(problems, submissions, **options)
            ) as results:
                async for result in results:
                    taken.append(result)
                    if len(taken) == take:
                        break
            return taken

        return self._portal.call(call)


@contextmanager
def _connect_sync(url: str, **options: Any) -> Iterator[Client]:
    with RewardClient(url, **{"retry": QUICK, **options}) as client:
        yield _Sync(client)


@contextmanager
def _connect_async(url: str, **options: Any) -> Iterator[Client]:
    client = AsyncRewardClient(url, **{"retry": QUICK, **options})
    with start_blocking_portal() as portal:
        try:
            yield _Async(client, portal)
        finally:
            portal.call(client.aclose)


@pytest.fixture(params=[_connect_sync, _connect_async], ids=["sync", "async"])
def connect(request: pytest.FixtureRequest) -> Connect:
    """Opens a client of either kind."""
    opener: Connect = request.param
    return opener


@pytest.fixture
def server() -> Iterator[StandIn]:
    with running() as state:
        yield state


@pytest.fixture
def client(connect: Connect, server: StandIn) -> Iterator[Client]:
    with connect(server.url) as opened:
        yield opened
