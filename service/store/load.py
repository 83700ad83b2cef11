"""How busy the workers are, and how much work to hand out at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.store.calls import AsyncCalls
from service.store.timing import WORKER_TTL_S
from service.wire import WorkerInfo

CHUNK_S = 0.5  # aim: RQ costs some milliseconds a chunk, a killed worker at most the chunk
CHUNKS_PER_WORKER = 4  # of one batch, so that workers finish at about the same time
UNKNOWN_MS_PER_TEST = 20.0


@dataclass(frozen=True, slots=True)
class Load:
    workers: tuple[WorkerInfo, ...] = ()
    backlog: Mapping[str, int] = field(default_factory=dict)  # lane -> test runs not finished
    stats: Mapping[str, float] = field(default_factory=dict)  # counters over all workers

    @property
    def languages(self) -> frozenset[str]:
        """What some live worker has installed; empty while none is known."""
        return frozenset(name for worker in self.workers for name in worker.languages)

    def runs_per_chunk(self, runs: int) -> int:
        """Most test runs of one chunk, for a batch of `runs` test runs."""
        ms_per_test = self.stats.get("ms_per_test", UNKNOWN_MS_PER_TEST)
        by_time = int(CHUNK_S * 1000 / max(ms_per_test, 0.1))
        by_share = math.ceil(runs / (max(1, len(self.workers)) * CHUNKS_PER_WORKER))
        return max(1, min(by_time, by_share))


async def read_load(calls: AsyncCalls) -> Load:
    """The present load. Raises StoreUnavailable."""
    infos, backlog, stats = await calls.script("load", int(WORKER_TTL_S * 1000))
    return Load(
        workers=tuple(WorkerInfo.model_validate_json(info) for info in infos),
        backlog=dict(zip(("fast", "bulk"), (int(value or 0) for value in backlog), strict=True)),
        stats=_pairs(stats),
    )


def _pairs(flat: list[Any]) -> dict[str, float]:
    return {name.decode(): float(value) for name, value in zip(flat[::2], flat[1::2], strict=True)}
