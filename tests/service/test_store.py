"""The store, on a real Valkey: admission, completion, and what comes of identical submissions."""

from __future__ import annotations

import pytest
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer

from service import wire
from service.store import keys, scripts
from service.store.batches import AT_ONCE, SLICE, NewBatch, Page, Refused, Settled
from service.store.load import Load
from service.worker.jobs import run_chunk
from tests.service.stack import Valkey
from tests.service.stores import (
    LOST,
    QUEUE,
    SCORED,
    ApiSide,
    NewWorker,
    WorkerSide,
    left_over,
    new_batch,
    numbered,
    work_off,
)


@pytest.mark.parametrize("count", [1, 2 * SLICE + 88, AT_ONCE * SLICE, AT_ONCE * SLICE + 1])
def test_every_submission_gets_one_result(
    api: ApiSide, worker: WorkerSide, valkey: Valkey, count: int
) -> None:
    batch = api.admit(numbered(count))
    assert len(work_off(worker)) == count
    assert api.results(batch) == {str(n): ("scored", False) for n in range(count)}
    progress = api.run(lambda store: store.progress(batch))
    assert progress is not None
    assert (progress.status, progress.finished, progress.scored) == ("done", count, count)
    assert not left_over(valkey)


def test_long_results_come_in_several_pages(api: ApiSide, worker: WorkerSide) -> None:
    batch = api.admit(numbered(40))
    long = SCORED.model_copy(update={"reason": "x" * (1 << 19)})
    while worker.task or worker.take():
        worker.finish(long)
    page = api.run(lambda store: store.read(batch))
    assert page is not None
    assert 0 < len(page.results) < 40
    assert not page.last
    assert len(api.results(batch)) == 40


def test_identical_submissions_in_flight_run_once(api: ApiSide, worker: WorkerSide) -> None:
    first = api.admit({"a": "t", "b": "t"})
    second = api.admit({"c": "t"})
    assert work_off(worker) == ["t"]
    assert api.results(first) == {"a": ("scored", False), "b": ("scored", True)}
    assert api.results(second) == {"c": ("scored", True)}


def test_a_known_result_needs_no_run(api: ApiSide, worker: WorkerSide) -> None:
    api.admit({"a": "t"})
    work_off(worker)
    page = api.try_admit(new_batch({"b": "t"}))
    assert isinstance(page, Page)
    assert [(each.submission, each.cached) for each in page.results] == [("b", True)]
    assert page.last
    assert not worker.take()


def test_flags_are_counted_by_result(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    """Those of cached results too: an exploit spreads by copies."""
    test = wire.TestResult(name="1", verdict=wire.Verdict.PASSED, flags=[wire.Flag.LEFT_BEHIND])
    flags = [wire.Flag.EXITED_EARLY, wire.Flag.NETWORK]
    looks_alike = '"flags":["subclass"]'
    flagged = SCORED.model_copy(update={"flags": flags, "tests": [test], "message": looks_alike})
    api.admit({"a": "t", "b": "t"})
    worker.take()
    worker.finish(flagged)
    api.admit({"c": "t"})
    with valkey.client() as redis:
        counted = {k: v for k, v in redis.hgetall(keys.STATS).items() if k.startswith(b"flag_")}
    assert counted == {b"flag_exited_early": b"3", b"flag_network": b"3"}


def test_no_verdict_is_not_cached(api: ApiSide, worker: WorkerSide) -> None:
    first = api.admit({"a": "t"})
    worker.take()
    worker.finish(LOST)
    second = api.admit({"b": "t"})
    assert work_off(worker) == ["t"]
    assert api.results(first) == {"a": ("sandbox_lost", False)}
    assert api.results(second) == {"b": ("scored", False)}


def test_a_result_that_needs_no_run_is_delivered_at_once(api: ApiSide) -> None:
    body = scripts.result_body(LOST)
    page = api.try_admit(NewBatch("b", "fast", 10.0, [Settled("a", body)], {}, {}))
    assert isinstance(page, Page)
    assert page.last
    assert page.results[0].body == body


def test_a_job_is_what_rq_expects(api: ApiSide, valkey: Valkey) -> None:
    api.admit({"a": "t"})
    with valkey.client() as redis:
        queue = Queue(f"{QUEUE}-bulk", connection=redis, serializer=JSONSerializer)
        assert queue in Queue.all(redis, serializer=JSONSerializer)
        [job] = queue.jobs
        assert isinstance(job, Job)
        assert (job.func, list(job.args)) == (run_chunk, [job.id])
        assert job.get_status() == "queued"


def test_sent_twice_admission_counts_once(api: ApiSide, worker: WorkerSide) -> None:
    batch = new_batch({"a": "t", "b": "u"})
    api.try_admit(batch)
    api.try_admit(batch)
    assert sorted(work_off(worker)) == ["t", "u"]
    assert set(api.results(batch.id)) == {"a", "b"}


def test_sent_twice_completion_counts_once(api: ApiSide, worker: WorkerSide) -> None:
    batch = api.admit({"a": "t", "b": "u"})
    worker.take()
    task = worker.task
    assert worker.finish() == "u"
    worker.task = task
    assert worker.finish() == "u"
    worker.finish()
    assert set(api.results(batch)) == {"a", "b"}


def test_what_is_waited_for_goes_first(api: ApiSide, worker: WorkerSide) -> None:
    api.admit({"a": "slow"})
    api.admit({"b": "urgent"}, lane="fast")
    assert work_off(worker) == ["urgent", "slow"]


def test_a_queued_task_changes_lanes(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    bulk = api.admit({"a": "first", "b": "t"})
    fast = api.admit({"c": "t"}, lane="fast")
    assert work_off(worker) == ["t", "first"]
    assert api.results(bulk) == {"a": ("scored", False), "b": ("scored", False)}
    assert api.results(fast) == {"c": ("scored", True)}
    assert not left_over(valkey)


def test_a_task_that_changed_lanes_runs_once(api: ApiSide, new_worker: NewWorker) -> None:
    api.admit({"a": "t", "b": "u"})
    api.admit({"c": "t"}, lane="fast")
    first, second = new_worker(), new_worker()
    assert first.take()
    assert first.task == "t"
    assert work_off(second) == ["u"]


def test_chunks_are_as_large_as_told(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    load = Load(stats={"ms_per_test": 100.0})  # five test runs in half a second
    api.try_admit(new_batch(numbered(30), runs=2), load)
    with valkey.client() as redis:
        assert redis.llen(f"rq:queue:{QUEUE}-bulk") == 15
    assert len(work_off(worker)) == 30


def test_more_work_than_can_be_done_is_refused(
    api: ApiSide, worker: WorkerSide, valkey: Valkey
) -> None:
    with valkey.client() as redis:
        redis.hset("softjudge:stats", "ms_per_test", 100)
    assert isinstance(api.try_admit(new_batch(numbered(100), deadline_s=1)), Page)  # the first
    refused = api.try_admit(new_batch(numbered(10, "u"), deadline_s=5))
    assert refused == Refused(retry_after_s=6)  # 110 runs take 11 s
    assert isinstance(api.try_admit(new_batch(numbered(10, "u"), deadline_s=12)), Page)
    urgent = new_batch({"a": "v"}, lane="fast", deadline_s=1)
    assert isinstance(api.try_admit(urgent), Page)  # it does not wait for the others
    again = new_batch(numbered(10, "u"), deadline_s=5)
    assert isinstance(api.try_admit(again), Refused)
    assert api.run(lambda store: store.progress(again.id)) is None


def test_no_such_batch(api: ApiSide) -> None:
    assert api.run(lambda store: store.read("0")) is None
    assert api.run(lambda store: store.progress("0")) is None
    assert api.run(lambda store: store.cancel("0")) is None
