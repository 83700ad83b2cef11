"""A worker process, from its start to its end."""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid

from sandbox.walls import Wall, WallConfig, choose_wall
from service import wire
from service.math.verifier import Verifier
from service.settings import Settings
from service.store import scripts
from service.store.calls import Scripts, SyncCalls
from service.store.chunks import ChunkStore
from service.store.connections import connect
from service.worker.heartbeat import Heartbeat
from service.worker.judging import Judge
from service.worker.problems import Plans
from service.worker.rq_worker import ChunkWorker
from service.worker.runner import Runner

SLOT_OVERHEAD_MB = 512  # of a slot, beyond the largest run: supervisor, zygotes, caches
SLOT_PROCESSES = 2  # times the processes of the largest run

log = logging.getLogger(__name__)


def run_worker(settings: Settings, wall: Wall | None = None) -> None:
    """Works until SIGINT or SIGTERM, and finishes the present submission first.

    Runs programs behind `wall`, or behind the one that the settings ask for. Raises
    sandbox.WallUnavailable when no sandbox works here, and SystemExit when the worker ended
    without having been asked to.
    """
    wall = wall or choose_wall(wall_config(settings))
    stopping = threading.Event()
    judge = Judge(wall, settings.recycle_after, stopping)
    info = _info(wall, judge.warm_up())
    heartbeat = Heartbeat(settings, info)
    heartbeat.start()
    verifier = Verifier()
    try:
        _work(settings, info, judge, verifier, stopping)
    finally:
        heartbeat.stop()
        judge.close()
        verifier.close()
    if not stopping.is_set():
        raise SystemExit(1)


def wall_config(settings: Settings) -> WallConfig:
    """The wall that the settings ask for, with slots as large as the largest run needs."""
    most = settings.max_limits
    return WallConfig(
        wall=settings.wall,
        memory_mb=most.memory_mb + SLOT_OVERHEAD_MB,
        processes=most.processes * SLOT_PROCESSES,
        languages=settings.languages,
    )


def _work(
    settings: Settings,
    info: wire.WorkerInfo,
    judge: Judge,
    verifier: Verifier,
    stopping: threading.Event,
) -> None:
    redis = connect(settings.redis_url)
    calls = SyncCalls(redis, Scripts(scripts.load(settings.queue)))
    chunks = ChunkStore(calls, info.name, settings.cache_ttl_s)
    plans = Plans(chunks, settings.worker_cache_bytes)
    runner = Runner(chunks, plans, judge, verifier, info.version, stopping)
    queues = list(scripts.queue_names(settings.queue).values())
    log.info("worker %s: %s, sandbox %s", info.name, info.wall, info.version)
    ChunkWorker(queues, info.name, redis, runner, stopping).work(logging_level="WARNING")


def _info(wall: Wall, languages: frozenset[str]) -> wire.WorkerInfo:
    return wire.WorkerInfo(
        name=uuid.uuid4().hex,
        host=socket.gethostname(),
        pid=os.getpid(),
        wall=wall.name,
        version=wall.version,
        languages=sorted(languages),
    )
