"""Working through a chunk: one task after the other, each completed in the store at once."""

from __future__ import annotations

import threading

from service import wire
from service.judge.results import no_verdict
from service.math.judging import result_of
from service.math.verifier import Verifier
from service.math.version import verifier_version
from service.spec import MathSpec
from service.store.chunks import ChunkStore, Task
from service.worker.judging import Abandoned, Judge, Stopping
from service.worker.problems import Plans


class Runner:
    def __init__(
        self,
        chunks: ChunkStore,
        plans: Plans,
        judge: Judge,
        verifier: Verifier,
        sandbox_version: str,
        stopping: threading.Event,
    ) -> None:
        self._chunks = chunks
        self._plans = plans
        self._judge = judge
        self._verifier = verifier
        self._sandbox_version = sandbox_version
        self._stopping = stopping

    def run(self, chunk: str) -> None:
        """Runs what is left of a chunk; what is not begun when the worker stops goes back."""
        lease = self._chunks.lease(chunk)
        key = lease.first if lease else None
        while lease and key is not None:
            if self._stopping.is_set():
                return self._chunks.release(chunk)
            try:
                result, cacheable = self._result(lease.tasks[key])
            except (Abandoned, Stopping):
                # Back on the queue, the task that nobody waits for is left out, unless
                # somebody has come to wait for it meanwhile.
                return self._chunks.release(chunk)
            key = self._chunks.complete(chunk, key, result, cacheable)
        return None

    def _result(self, task: Task) -> tuple[wire.Result, bool]:
        """The task's result, and whether it may stand for later ones."""
        plan = self._plans.plan(task.spec)
        if plan is None:
            return no_verdict(wire.NoVerdictReason.TESTSET_MISSING), False
        if isinstance(plan, MathSpec):
            return result_of(plan, task.code, self._verifier), plan.verifier == verifier_version()
        result = self._judge.result(plan, task.code, lambda: self._chunks.wanted(task.key))
        # While workers are brought up to date, some have another sandbox than the task's key
        # stands for.
        return result, plan.spec.sandbox == self._sandbox_version
