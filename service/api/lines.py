"""Results as bytes: what belongs to one submission is put before what its task found out.

Workers store a result as finished JSON, so nothing is parsed on its way to the client.
"""

from __future__ import annotations

import orjson

from service.store.batches import StoredResult


def result_json(result: StoredResult) -> bytes:
    """A `wire.Result`."""
    return _joined(_own(result), result.body)


def streamed_line(result: StoredResult) -> bytes:
    """A `wire.StreamedResult` and a line end."""
    return _joined(_own(result) | {"cursor": result.cursor}, result.body) + b"\n"


def _own(result: StoredResult) -> dict[str, object]:
    return {"id": result.submission, "cached": result.cached, "queue_s": result.queue_s}


def _joined(own: dict[str, object], body: bytes) -> bytes:
    return orjson.dumps(own)[:-1] + b"," + body[1:]
