"""Workers that vanish: their work is put back, once, and no worker is lost for ever."""

from __future__ import annotations

from tests.service.stack import Valkey
from tests.service.stores import ApiSide, NewWorker, WorkerSide, left_over, numbered, work_off


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
