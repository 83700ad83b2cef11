"""Every change of the store, on a real Valkey: exactly one result a submission."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer

from service.store import scripts
from service.store.batches import NewBatch, Page, Refused, Settled
from service.store.load import Load
from service.worker.jobs import run_chunk
from tests.service.stack import Valkey
from tests.service.stores import (
    LOST,
    QUEUE,
    SCORED,
    ApiSide,
    WorkerSide,
    both_sides,
    new_batch,
    numbered,
)

NewWorker = Callable[[], WorkerSide]


@pytest.fixture
def sides(valkey: Valkey) -> Iterator[tuple[ApiSide, NewWorker]]:
    with both_sides(valkey) as sides:
        yield sides


@pytest.fixture
def api(sides: tuple[ApiSide, NewWorker]) -> ApiSide:
    return sides[0]


@pytest.fixture
def new_worker(sides: tuple[ApiSide, NewWorker]) -> NewWorker:
    return sides[1]


@pytest.fixture
def worker(new_worker: NewWorker) -> WorkerSide:
    return new_worker()


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


def test_every_submission_gets_one_result(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    batch = api.admit(numbered(600))  # three slices
    assert len(work_off(worker)) == 600
    assert api.results(batch) == {str(n): ("scored", False) for n in range(600)}
    progress = api.run(lambda store: store.progress(batch))
    assert progress is not None
    assert (progress.status, progress.finished, progress.scored) == ("done", 600, 600)
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


# --- lost workers ----------------------------------------------------------------------


def test_a_dead_workers_chunk_is_put_back(
    api: ApiSide, new_worker: NewWorker, valkey: Valkey
) -> None:
    batch = api.admit(numbered(5))
    dead, other = new_worker(), new_worker()
    dead.take()
    dead.finish()
    dead.die()
    assert other.recover() == 1
    assert sorted(work_off(other)) == ["t1", "t2", "t3", "t4"]
    assert len(api.results(batch)) == 5
    assert not left_over(valkey)


def test_a_job_lost_before_it_was_started_is_put_back(api: ApiSide, new_worker: NewWorker) -> None:
    batch = api.admit(numbered(3))
    dead, other = new_worker(), new_worker()
    assert dead.pop()
    dead.die()
    assert other.recover() == 1
    work_off(other)
    assert len(api.results(batch)) == 3


def test_a_job_whose_hash_has_gone_is_put_back(
    api: ApiSide, worker: WorkerSide, valkey: Valkey
) -> None:
    batch = api.admit({"a": "t"})
    with valkey.client() as redis:
        [job] = redis.keys("rq:job:*")
        redis.delete(job)
    assert worker.recover() == 1
    work_off(worker)
    assert len(api.results(batch)) == 1


def test_what_is_queued_or_held_is_left_alone(api: ApiSide, new_worker: NewWorker) -> None:
    api.admit({"a": "t"})
    holder = new_worker()
    assert holder.recover() == 0
    holder.take()
    assert new_worker().recover() == 0


def test_a_worker_that_only_seemed_dead_doubles_nothing(
    api: ApiSide, new_worker: NewWorker
) -> None:
    batch = api.admit(numbered(3))
    slow, other = new_worker(), new_worker()
    slow.take()
    slow.die()
    other.recover()
    ran = work_off(other)
    slow.chunk, slow.task = "gone", "t0"
    assert slow.finish() is None
    assert len(ran) == 3
    assert len(api.results(batch)) == 3


def test_a_worker_that_only_seemed_dead_leaves_its_chunk_to_the_other(
    api: ApiSide, new_worker: NewWorker
) -> None:
    api.admit(numbered(3))
    slow, other = new_worker(), new_worker()
    slow.take()
    chunk, task = slow.chunk, slow.task
    slow.die()
    other.recover()
    assert other.take()
    while other.chunk != chunk:  # the suspect comes back alone, in front
        other.finish()
        assert other.take()
    slow.chunk, slow.task = chunk, task
    assert slow.finish() is None
    assert other.finish() == "t2"


def test_a_chunk_popped_twice_has_one_holder(api: ApiSide, new_worker: NewWorker) -> None:
    api.admit({"a": "t"})
    first, second = new_worker(), new_worker()
    chunk = first.pop()
    assert chunk
    assert first.lease(chunk)
    assert not second.lease(chunk)


def test_a_task_that_kills_its_workers_is_given_up(
    api: ApiSide, new_worker: NewWorker, valkey: Valkey
) -> None:
    batch = api.admit(numbered(4))
    deaths = 0
    other = new_worker()
    while True:
        worker = new_worker()
        if not worker.take():
            break
        while worker.task and worker.task != "t1":
            worker.finish()
        if worker.task == "t1":
            deaths += 1
            worker.die()
            other.recover()
    assert deaths == 3
    results = api.results(batch)
    assert results.pop("1") == ("worker_lost", False)
    assert results == dict.fromkeys(("0", "2", "3"), ("scored", False))
    assert not left_over(valkey)


def test_a_suspect_takes_nobody_along(api: ApiSide, new_worker: NewWorker) -> None:
    api.admit(numbered(3))
    dead, other = new_worker(), new_worker()
    dead.take()
    assert dead.task == "t0"
    dead.die()
    other.recover()
    other.take()
    assert other.finish() in (None, "t2")  # t0 alone, or the others without it


def test_a_suspect_waits_like_others(api: ApiSide, new_worker: NewWorker) -> None:
    batch = api.admit({"a": "t"})
    dead, other = new_worker(), new_worker()
    dead.take()
    dead.die()
    other.recover()
    api.run(lambda store: store.cancel(batch))
    assert api.results(batch) == {"a": ("cancelled", False)}
    assert not other.take()


def test_a_stopping_worker_hands_the_rest_back(
    api: ApiSide, new_worker: NewWorker, valkey: Valkey
) -> None:
    batch = api.admit(numbered(3))
    stopping, other = new_worker(), new_worker()
    stopping.take()
    stopping.finish()
    stopping.release()
    assert work_off(other) == ["t1", "t2"]
    assert len(api.results(batch)) == 3
    assert not left_over(valkey)


# --- cancelling and deadlines ----------------------------------------------------------


def test_cancelling_leaves_what_runs(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    batch = api.admit(numbered(3))
    worker.take()
    progress = api.run(lambda store: store.cancel(batch))
    assert progress is not None
    assert (progress.status, progress.finished, progress.no_verdict) == ("cancelled", 2, 2)
    assert worker.finish() is None
    assert api.results(batch) == {
        "0": ("scored", False),
        "1": ("cancelled", False),
        "2": ("cancelled", False),
    }
    assert not worker.take()
    assert not left_over(valkey)


def test_cancelling_is_no_matter_of_others(api: ApiSide, worker: WorkerSide) -> None:
    cancelled, kept = api.admit({"a": "t"}), api.admit({"b": "t"})
    api.run(lambda store: store.cancel(cancelled))
    assert work_off(worker) == ["t"]
    assert api.results(cancelled) == {"a": ("cancelled", False)}
    assert api.results(kept) == {"b": ("scored", False)}


def test_a_finished_batch_cannot_be_cancelled(api: ApiSide, worker: WorkerSide) -> None:
    batch = api.admit({"a": "t"})
    work_off(worker)
    progress = api.run(lambda store: store.cancel(batch))
    assert progress is not None
    assert progress.status == "done"


def test_what_has_passed_its_deadline_is_not_run(
    api: ApiSide, worker: WorkerSide, valkey: Valkey
) -> None:
    batch = api.admit({"a": "t"}, deadline_s=0.001)
    other = api.admit({"b": "u"})
    assert work_off(worker) == ["u"]
    assert api.results(batch) == {"a": ("deadline", False)}
    assert api.results(other) == {"b": ("scored", False)}
    assert not left_over(valkey)


def test_a_later_deadline_keeps_the_task(api: ApiSide, worker: WorkerSide) -> None:
    batch = api.admit({"a": "t"}, deadline_s=0.001)
    other = api.admit({"b": "t"})
    assert work_off(worker) == ["t"]
    assert api.results(batch) == {"a": ("deadline", False)}
    assert api.results(other) == {"b": ("scored", False)}


def test_the_deadline_of_what_runs(api: ApiSide, worker: WorkerSide, valkey: Valkey) -> None:
    batch = api.admit({"a": "t"})
    worker.take()
    assert worker.chunks.wanted("t")
    api.run(lambda store: store.expire(batch))
    assert not worker.chunks.wanted("t")
    assert api.results(batch) == {"a": ("deadline", False)}
    worker.finish()  # whether it goes on to the end
    assert api.results(api.admit({"b": "t"})) == {"b": ("scored", True)}
    assert not left_over(valkey)


def test_a_task_that_nobody_waits_for_is_dropped_on_release(
    api: ApiSide, worker: WorkerSide, valkey: Valkey
) -> None:
    batch = api.admit({"a": "t"})
    worker.take()
    api.run(lambda store: store.expire(batch))
    worker.release()
    assert not worker.take()
    assert not left_over(valkey)


# --- lanes and admission ---------------------------------------------------------------


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
