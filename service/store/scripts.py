"""The Lua scripts: each changes the store in one atomic step.

A script's text is the preamble (key names, RQ's job fields, ready-made results), then
`common.lua`, then its own file. The async and the sync client register the same texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources

from redis import Redis
from rq.job import Job, JobStatus
from rq.queue import Queue
from rq.serializers import JSONSerializer

from service import wire
from service.store import keys

LANES = ("fast", "bulk")  # /v1/score goes before batches
JOB_FUNCTION = "service.worker.jobs.run_chunk"

# Fields that vary with the job, or that RQ takes as absent when they are empty.
_VARYING = {"created_at", "data", "origin"}
_MARK = "@chunk@"


def queue_names(queue: str) -> dict[str, str]:
    """RQ queue of each lane, in the order in which a worker listens to them."""
    return {lane: f"{queue}-{lane}" for lane in LANES}


def load(queue: str) -> dict[str, str]:
    """Every script by name, for the RQ queues of this deployment."""
    folder = resources.files("service.store") / "lua"
    texts = {
        path.name.removesuffix(".lua"): path.read_text()
        for path in folder.iterdir()
        if path.name.endswith(".lua")
    }
    head = _preamble(queue) + texts.pop("common")
    return {name: head + text for name, text in texts.items()}


def no_verdict_body(reason: wire.NoVerdictReason) -> bytes:
    """What is stored for a submission without a verdict."""
    return result_body(wire.Result(id="", status="no_verdict", reward=None, reason=reason.value))


def result_body(result: wire.Result) -> bytes:
    """A result as it is stored: what it says of the task, not of one submission."""
    return result.model_dump_json(exclude={"id", "cached", "queue_s"}).encode()


def _preamble(queue: str) -> str:
    data = json.dumps((JOB_FUNCTION, None, [_MARK], {}))  # as RQ's JSONSerializer writes it
    key_names = {
        "batch": keys.BATCH,
        "task": keys.TASK,
        "chunk": keys.CHUNK,
        "result": keys.RESULT,
        "worker": keys.WORKER,
        "quota": keys.QUOTA,
        "workers": keys.WORKERS,
        "chunks": keys.CHUNKS,
        "deadlines": keys.DEADLINES,
        "backlog": keys.BACKLOG,
        "stats": keys.STATS,
        "reaper": keys.REAPER,
        "wake": keys.WAKE,
        "job": Job.redis_job_namespace_prefix,
        "queue": Queue.redis_queue_namespace_prefix,
        "queues": Queue.redis_queues_keys,
    }
    bodies = {reason.value: no_verdict_body(reason).decode() for reason in wire.NoVerdictReason}
    return "\n".join(
        [
            f"local KEY = {_table(key_names)}",
            f"local QUEUE = {_table(queue_names(queue))}",
            f"local NO_VERDICT = {_table(bodies)}",
            f"local JOB = {_list(_job_fields())}",
            f"local JOB_DATA = {_list(data.split(_MARK))}",
            "",
        ]
    )


def _job_fields() -> list[str]:
    """The Redis hash of a job as RQ writes it, without what varies: name, value, name, ..."""
    job = Job.create(
        JOB_FUNCTION,
        connection=Redis(),  # never connected
        serializer=JSONSerializer,
        status=JobStatus.QUEUED,
        timeout=-1,
        result_ttl=0,
        description="chunk",
    )
    flat: list[str] = []
    for name, value in job.to_dict().items():
        if name not in _VARYING and value not in ("", None):
            flat += [name, value.value if isinstance(value, JobStatus) else str(value)]
    return flat


def _table(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name} = {_text(value)}" for name, value in values.items()) + "}"


def _list(values: Iterable[str]) -> str:
    return "{" + ", ".join(map(_text, values)) + "}"


def _text(value: str) -> str:
    """A Lua string; of printable ASCII, JSON writes the same."""
    assert (value.isascii(), value.isprintable()) == (True, True)
    return json.dumps(value)
