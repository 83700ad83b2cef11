"""Chunks as a worker sees them: leased, completed task by task, handed back. Synchronous."""

from __future__ import annotations

from dataclasses import dataclass

from service import wire
from service.store import keys, timing
from service.store.calls import SyncCalls
from service.store.packing import unpack
from service.store.scripts import result_body


@dataclass(frozen=True, slots=True)
class Task:
    key: str
    spec: str  # digest
    code: str


@dataclass(frozen=True, slots=True)
class Lease:
    """A chunk that this worker has: its tasks by key, and the one to begin with."""

    chunk: str
    first: str
    tasks: dict[str, Task]


class ChunkStore:
    """Waits for Redis as long as it takes."""

    def __init__(self, calls: SyncCalls, worker: str, cache_ttl_s: int) -> None:
        self._calls = calls
        self._worker = worker
        self._cache_ttl_s = cache_ttl_s

    def lease(self, chunk: str) -> Lease | None:
        """Takes a chunk; None: nothing of it is left to do, or another live worker has it."""
        reply = self._calls.script("lease", chunk, self._worker)
        if reply is None:
            return None
        first, *flat = (value.decode() for value in reply)
        tasks = map(Task, flat[::3], flat[1::3], flat[2::3])
        return Lease(chunk, first, {task.key: task for task in tasks})

    def complete(self, chunk: str, key: str, result: wire.Result, cacheable: bool) -> str | None:
        """Gives a task's result to all that wait for it.

        Returns the key of the chunk's next task, or None: there is none, or the chunk was
        taken away from this worker, which had seemed dead.
        """
        scored = result.status == "scored"
        next_key = self._calls.script(
            "complete",
            chunk,
            self._worker,
            key,
            result_body(result),
            int(scored),
            self._cache_ttl_s if cacheable else 0,
            int(result.run_s * 1000),
            len(result.tests),
        )
        return next_key.decode() if next_key else None

    def release(self, chunk: str) -> None:
        """Hands the chunk's unfinished tasks back."""
        self._calls.script("release", chunk, self._worker)

    def wanted(self, key: str) -> bool:
        """Whether anybody still waits for a task."""
        return bool(self._calls.command("EXISTS", keys.waiters(key)))

    def spec(self, digest: str) -> bytes | None:
        found: bytes | None = self._calls.command("GET", keys.problem(digest))
        return found

    def testset(self, sha256: str) -> bytes | None:
        packed: bytes | None = self._calls.command("GET", keys.testset(sha256))
        return None if packed is None else unpack(packed)


def say_alive(calls: SyncCalls, info: wire.WorkerInfo) -> None:
    ttl_ms = int(timing.WORKER_TTL_S * 1000)
    calls.script("heartbeat", info.name, info.model_dump_json(), ttl_ms)


def say_farewell(calls: SyncCalls, worker: str) -> None:
    calls.script("farewell", worker)
