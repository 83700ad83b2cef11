"""The store without API and worker processes: both of its sides, in one test."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from redis import asyncio as aio

from service import wire
from service.judge.results import no_verdict
from service.store import chunks as chunk_store
from service.store import scripts
from service.store.batches import BatchStore, NewBatch, Page, Pending, Refused
from service.store.calls import AsyncCalls, Call, Scripts, SyncCalls
from service.store.chunks import ChunkStore
from service.store.load import Load
from tests.service.stack import Valkey

QUEUE = "test"
NewWorker = Callable[[], "WorkerSide"]
T = TypeVar("T")


class WholeChunks(Load):
    """A load under which a slice of a batch makes one chunk."""

    def runs_per_chunk(self, runs: int) -> int:
        return runs


class ApiSide:
    """The API's stores, called from plain functions."""

    def __init__(self, url: str, batch_ttl_s: int = 60) -> None:
        self._runner = asyncio.Runner()
        self._url = url
        self._ttl_s = batch_ttl_s

    def admit(self, submissions: dict[str, str], lane: str = "bulk", **changes: Any) -> str:
        """Admits submissions (id -> task key); the batch's id."""
        batch = new_batch(submissions, lane, **changes)
        outcome = self.run(lambda store: store.admit(batch, WholeChunks()))
        assert isinstance(outcome, Page)
        return batch.id

    def try_admit(self, batch: NewBatch, load: Load | None = None) -> Page | Refused:
        return self.run(lambda store: store.admit(batch, load or Load()))

    def results(self, batch: str) -> dict[str, tuple[str | None, bool]]:
        """Each result so far: submission -> (what it says, cached). Fails on a second one."""
        found: dict[str, tuple[str | None, bool]] = {}
        cursor = "-"
        while True:
            page = self.run(lambda store, cursor=cursor: store.read(batch, cursor))  # type: ignore[misc]
            assert page is not None
            for each in page.results:
                assert each.submission not in found
                body = wire.Result.model_validate_json(b'{"id":"",' + each.body[1:])
                found[each.submission] = (body.reason or body.status, each.cached)
                cursor = each.cursor
            if not page.results:
                return found

    def run(self, work: Callable[[BatchStore], Coroutine[Any, Any, T]]) -> T:
        async def connected() -> T:
            async with aio.Redis.from_url(self._url) as redis:
                calls = AsyncCalls(redis, Scripts(scripts.load(QUEUE)), 10.0)
                return await work(BatchStore(calls, self._ttl_s))

        return self._runner.run(connected())

    def close(self) -> None:
        self._runner.close()


class WorkerSide:
    """A worker's part of the protocol, step by step."""

    def __init__(self, valkey: Valkey) -> None:
        self.name = uuid.uuid4().hex
        self._redis = valkey.client()
        self.calls = SyncCalls(self._redis, Scripts(scripts.load(QUEUE)))
        self.chunks = ChunkStore(self.calls, self.name, cache_ttl_s=60)
        self.chunk: str | None = None
        self.task: str | None = None
        info = wire.WorkerInfo(name=self.name, host="", pid=1, wall="", version="")
        chunk_store.say_alive(self.calls, info)

    def pop(self) -> str | None:
        """Takes a job off the queues, as RQ does."""
        for name in scripts.queue_names(QUEUE).values():
            popped = self._redis.lpop(f"rq:queue:{name}")
            if isinstance(popped, bytes):
                return popped.decode()
        return None

    def lease(self, chunk: str) -> bool:
        lease = self.chunks.lease(chunk)
        self.chunk, self.task = (chunk, lease.first) if lease else (None, None)
        return lease is not None

    def take(self) -> bool:
        """Takes the next chunk that there is work in."""
        while chunk := self.pop():
            if self.lease(chunk):
                return True
        return False

    def finish(self, result: wire.Result | None = None) -> str | None:
        """Completes the present task; the key of the next."""
        assert self.chunk is not None
        assert self.task is not None
        self.task = self.chunks.complete(self.chunk, self.task, result or SCORED, cacheable=True)
        if self.task is None:
            self.chunk = None
        return self.task

    def release(self) -> None:
        assert self.chunk is not None
        self.chunks.release(self.chunk)
        self.chunk = self.task = None

    def die(self) -> None:
        """Ends without a word; its key has run out."""
        chunk_store.say_farewell(self.calls, self.name)
        self.chunk = self.task = None

    def recover(self) -> int:
        """Recovery as after the time that it allows: seen missing twice."""
        step = Call.script("recover", 1, 0, 3)
        put_back = 0
        for _ in range(2):
            self._redis.delete("softjudge:reaper")
            put_back += self.calls.send(step)
        return put_back

    def close(self) -> None:
        self._redis.close()


SCORED = wire.Result(id="", status="scored", reward=1.0, passed=1, total=1, run_s=0.1)
LOST = no_verdict(wire.NoVerdictReason.SANDBOX_LOST)


def new_batch(
    submissions: dict[str, str], lane: str = "bulk", deadline_s: float = 1000.0, runs: int = 1
) -> NewBatch:
    entries = [
        Pending(id_, task, "spec", runs, f"code of {task}") for id_, task in submissions.items()
    ]
    return NewBatch(uuid.uuid4().hex, lane, deadline_s, entries, {"spec": b"{}"}, {})  # type: ignore[arg-type]


@contextmanager
def both_sides(valkey: Valkey) -> Iterator[tuple[ApiSide, Callable[[], WorkerSide]]]:
    """The API's side, and a maker of workers."""
    api = ApiSide(valkey.url)
    workers: list[WorkerSide] = []

    def worker() -> WorkerSide:
        workers.append(WorkerSide(valkey))
        return workers[-1]

    try:
        yield api, worker
    finally:
        api.close()
        for each in workers:
            each.close()


def numbered(count: int, prefix: str = "t") -> dict[str, str]:
    """`count` submissions with a task each."""
    return {
        str(number): f"{prefix}{number}" for number in itertools.islice(itertools.count(), count)
    }


def work_off(worker: WorkerSide) -> list[str]:
    """Does all there is; the tasks that ran, in order."""
    ran = []
    while worker.take():
        while worker.task:
            ran.append(worker.task)
            worker.finish()
    return ran


def left_over(valkey: Valkey) -> set[str]:
    """Keys of tasks and chunks, and what is counted as waiting."""
    with valkey.client() as redis:
        found = {key.decode() for key in redis.keys("softjudge:task:*")}
        found |= {key.decode() for key in redis.keys("softjudge:chunk*")}
        found |= {key.decode() for key in redis.keys("rq:job:*")}
        backlog = redis.hgetall("softjudge:backlog")
        found |= {f"backlog {lane!r} {runs!r}" for lane, runs in backlog.items() if int(runs)}
    return found
