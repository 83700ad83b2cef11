"""Batches as the API sees them: admitted, read, cancelled. Asynchronous."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from service import wire
from service.store import keys
from service.store.calls import AsyncCalls, Call, Value
from service.store.load import Load
from service.store.timing import WORKER_TTL_S

SLICE = 256  # submissions admitted by one script, which holds up everybody else meanwhile
AT_ONCE = 16  # slices in one round trip: for all of a large batch Redis may take seconds
PAGE = 128  # results read at once, at most
PAGE_BYTES = 4 << 20  # after which a page is full
UNREAD = "-"  # the cursor before the first result

Lane = Literal["fast", "bulk"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A submission whose program has to be judged, in `runs` test runs."""

    id: str
    task: str
    spec: str
    runs: int
    code: str

    def row(self) -> tuple[Value, ...]:
        return (self.id, self.task, self.spec, self.runs, self.code)


@dataclass(frozen=True, slots=True)
class Settled:
    """A submission whose result (`scripts.result_body`) is known without a run."""

    id: str
    body: bytes
    runs: int = 0

    def row(self) -> tuple[Value, ...]:
        return (self.id, "", "", 0, self.body)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to admit: its entries, and what the workers will want to read."""

    id: str
    lane: Lane
    deadline_s: float
    entries: Sequence[Pending | Settled]
    specs: Mapping[str, bytes]  # by digest
    inline_testsets: Mapping[str, bytes]  # packed, by hash

    @property
    def runs(self) -> int:
        return sum(entry.runs for entry in self.entries)


@dataclass(frozen=True, slots=True)
class StoredResult:
    """One result as it lies in a batch's stream."""

    cursor: str
    submission: str
    body: bytes  # `scripts.result_body`
    cached: bool
    queue_s: float


@dataclass(frozen=True, slots=True)
class Page:
    """Results behind a cursor. `last`: none will follow them."""

    results: list[StoredResult]
    last: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The work ahead would take longer than the batch's deadline."""

    retry_after_s: int


class BatchStore:
    """Every method raises StoreUnavailable."""

    def __init__(self, calls: AsyncCalls, batch_ttl_s: int) -> None:
        self._calls = calls
        self._ttl_s = batch_ttl_s

    async def admit(self, batch: NewBatch, load: Load) -> Page | Refused:
        """Admits a batch and reads its first results, in one round trip unless it is large."""
        slices = _slices(batch, load.runs_per_chunk(batch.runs))
        trips = [slices[start : start + AT_ONCE] for start in range(0, len(slices), AT_ONCE)]
        trips[0] = [self._open(batch), *self._reading_matter(batch), *trips[0]]
        trips[-1].append(_read(batch.id, UNREAD))
        replies = await self._calls.together(trips[0])
        if retry_after_s := int(replies[0]):
            return Refused(retry_after_s)
        for trip in trips[1:]:
            replies = await self._calls.together(trip)
        return _page(replies[-1])

    async def read(self, batch_id: str, cursor: str = UNREAD) -> Page | None:
        """A page of the results behind `cursor`; None: there is no such batch.

        An empty page that is not the last one arms the batch's wake-up (`wakeups.Wakeups`).
        """
        reply = await self._calls.together([_read(batch_id, cursor)])
        return None if reply[0] is None else _page(reply[0])

    async def progress(self, batch_id: str) -> wire.BatchProgress | None:
        """The batch's counters and status; None: there is no such batch."""
        return _progress(batch_id, (await self._calls.together([_state(batch_id)]))[0])

    async def cancel(self, batch_id: str) -> wire.BatchProgress | None:
        """Cancels what has not started; None: there is no such batch."""
        replies = await self._calls.together([Call.script("cancel", batch_id), _state(batch_id)])
        return _progress(batch_id, replies[1])

    async def expire(self, batch_id: str) -> None:
        """Ends the batch as at its deadline: what is open gets no verdict."""
        await self._calls.script("expire", batch_id)

    async def forget(self, batch_id: str) -> None:
        """Removes a finished batch before its time."""
        await self._calls.script("forget", batch_id)

    def _open(self, batch: NewBatch) -> Call:
        return Call.script(
            "open",
            batch.id,
            len(batch.entries),
            int(batch.deadline_s * 1000),
            self._ttl_s * 1000,
            batch.lane,
            batch.runs,
            int(WORKER_TTL_S * 1000),
        )

    def _reading_matter(self, batch: NewBatch) -> list[Call]:
        ttl_s = int(batch.deadline_s) + self._ttl_s
        calls = [
            Call.command("SET", keys.problem(digest), spec, "EX", ttl_s)
            for digest, spec in batch.specs.items()
        ]
        for sha256, packed in batch.inline_testsets.items():
            calls.append(Call.command("SET", keys.testset(sha256), packed, "EX", ttl_s, "NX"))
            calls.append(Call.command("EXPIRE", keys.testset(sha256), ttl_s, "GT"))
        return calls


def _slices(batch: NewBatch, runs_per_chunk: int) -> list[Call]:
    calls = []
    for number, start in enumerate(range(0, len(batch.entries), SLICE)):
        rows = [value for entry in batch.entries[start : start + SLICE] for value in entry.row()]
        calls.append(Call.script("admit", batch.id, number, batch.lane, runs_per_chunk, *rows))
    return calls


def _read(batch_id: str, cursor: str) -> Call:
    return Call.script("read", batch_id, cursor, PAGE, PAGE_BYTES)


def _page(reply: list[Any]) -> Page:
    last, entries = reply
    return Page([_stored(*entry) for entry in entries], last=bool(last))


def _stored(cursor: bytes, flat: list[bytes]) -> StoredResult:
    _, submission, _, body, _, cached, _, queue_ms = flat
    return StoredResult(
        cursor.decode(), submission.decode(), body, cached == b"1", int(queue_ms) / 1000
    )


_COUNTS = ("submissions", "finished", "scored", "no_verdict")


def _state(batch_id: str) -> Call:
    return Call.command("HMGET", keys.batch(batch_id), "status", *_COUNTS)


def _progress(batch_id: str, reply: list[bytes | None]) -> wire.BatchProgress | None:
    if reply[0] is None:
        return None
    status, *counts = (value.decode() for value in reply if value is not None)
    return wire.BatchProgress.model_validate(
        {"id": batch_id, "status": status, **dict(zip(_COUNTS, counts, strict=True))}
    )
