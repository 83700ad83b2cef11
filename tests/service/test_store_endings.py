"""Batches that end before their work is done: cancelled, or past their deadline."""

from __future__ import annotations

from tests.service.stack import Valkey
from tests.service.stores import ApiSide, WorkerSide, left_over, numbered, work_off


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
