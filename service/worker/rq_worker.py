"""The RQ worker: it takes jobs off the queues and runs them in its own process.

It never runs a candidate's code itself, so there is nothing to fork for. Of RQ's bookkeeping
only the queues and the worker's own registration are used: whether a chunk is held, done or
lost is kept by our scripts, which know it per task and notice a loss within seconds.
"""

from __future__ import annotations

import threading
from typing import Any

from redis import Redis
from rq import SimpleWorker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.worker.base import WorkerStatus

from service.worker.jobs import present_runner
from service.worker.runner import Runner

TTL_S = 20  # RQ blocks on the queues for 15 s less


class ChunkWorker(SimpleWorker):
    log_result_lifespan = False

    def __init__(
        self,
        queues: list[str],
        name: str,
        redis: Redis,
        runner: Runner,
        stopping: threading.Event,
    ) -> None:
        super().__init__(
            queues,
            name=name,
            connection=redis,
            worker_ttl=TTL_S,
            serializer=JSONSerializer,
            log_job_description=False,
        )
        self._runner = runner
        self._stopping = stopping

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Runs the chunk; the scripts remove its job when the last task is done."""
        self.set_state(WorkerStatus.BUSY)
        token = present_runner.set(self._runner)
        try:
            job.perform()
        finally:
            present_runner.reset(token)
            self.set_state(WorkerStatus.IDLE)

    def _shutdown(self) -> None:
        """Called in a signal handler, so Redis, which may be in mid-command, is left alone.

        Between chunks the wait for the next one is broken off; in a chunk the runner sees to
        it that the worker soon comes to the end of it.
        """
        self._stopping.set()
        if self.get_state() != WorkerStatus.BUSY:
            raise StopRequested
        self._stop_requested = True

    def subscribe(self) -> None:
        """RQ's own command channel is not used: workers are stopped by signals."""

    def handle_warm_shutdown_request(self) -> None:
        self.log.debug("worker %s stops after the present submission", self.name)

    def procline(self, message: Any) -> None:
        """The process keeps its name."""
