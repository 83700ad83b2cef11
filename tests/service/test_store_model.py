"""Any order of admissions, crashes, recoveries and cancellations: one result each, nothing left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.service.stack import Valkey
from tests.service.stores import LOST, SCORED, ApiSide, WorkerSide, left_over

TASKS = ["t", "u", "v", "w"]
submissions = st.lists(st.sampled_from(TASKS), min_size=1, max_size=5)
WORKERS = 3


class Crashes(RuleBasedStateMachine):
    valkey: Valkey

    def __init__(self) -> None:
        super().__init__()
        with self.valkey.client() as redis:
            redis.flushall()
        self.api = ApiSide(self.valkey.url)
        self.batches: dict[str, set[str]] = {}
        self.workers = [WorkerSide(self.valkey) for _ in range(WORKERS)]
        self.retired: list[WorkerSide] = []
        self.zombies: list[tuple[WorkerSide, str, str]] = []

    @rule(tasks=submissions, lane=st.sampled_from(["fast", "bulk"]))
    def admit(self, tasks: list[str], lane: str) -> None:
        named = {str(number): task for number, task in enumerate(tasks)}
        self.batches[self.api.admit(named, lane)] = set(named)

    @rule(number=st.integers(0, WORKERS - 1))
    def take(self, number: int) -> None:
        worker = self.workers[number]
        if worker.chunk is None:
            worker.take()

    @rule(number=st.integers(0, WORKERS - 1), result=st.sampled_from([SCORED, SCORED, LOST]))
    def finish(self, number: int, result: Any) -> None:
        if self.workers[number].task:
            self.workers[number].finish(result)

    @rule(number=st.integers(0, WORKERS - 1))
    def release(self, number: int) -> None:
        if self.workers[number].chunk:
            self.workers[number].release()

    @rule(number=st.integers(0, WORKERS - 1))
    def pop_and_die(self, number: int) -> None:
        if self.workers[number].chunk is None:
            self.workers[number].pop()
            self._replace(number)

    @rule(number=st.integers(0, WORKERS - 1))
    def die(self, number: int) -> None:
        worker = self.workers[number]
        if worker.chunk and worker.task:
            self.zombies.append((worker, worker.chunk, worker.task))
        self._replace(number)

    @precondition(lambda self: self.zombies)
    @rule(result=st.sampled_from([SCORED, LOST]))
    def come_back_and_finish(self, result: Any) -> None:
        """A worker was only thought dead and completes its task after all."""
        worker, chunk, task = self.zombies.pop()
        worker.chunk, worker.task = chunk, task
        worker.finish(result)

    @rule()
    def recover(self) -> None:
        self.workers[0].recover()

    @precondition(lambda self: self.batches)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        batch = data.draw(st.sampled_from(sorted(self.batches)))
        self.api.run(lambda store: store.cancel(batch))

    @precondition(lambda self: self.batches)
    @rule(data=st.data())
    def expire(self, data: st.DataObject) -> None:
        batch = data.draw(st.sampled_from(sorted(self.batches)))
        self.api.run(lambda store: store.expire(batch))

    def teardown(self) -> None:
        try:
            self._work_off()
            for batch, ids in self.batches.items():
                assert set(self.api.results(batch)) == ids
            assert not left_over(self.valkey)
        finally:
            self.api.close()
            for worker in (*self.workers, *self.retired):
                worker.close()

    def _work_off(self) -> None:
        for worker in self.workers:
            while worker.task:
                worker.finish()
        worker = self.workers[0]
        worker.recover()
        while worker.take():
            while worker.task:
                worker.finish()
        assert worker.recover() == 0

    def _replace(self, number: int) -> None:
        self.workers[number].die()
        self.retired.append(self.workers[number])
        self.workers[number] = WorkerSide(self.valkey)


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_any_order_of_events(valkey: Valkey) -> None:
    machine = type("CrashesHere", (Crashes,), {"valkey": valkey})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
