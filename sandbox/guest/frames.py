"""Frames between the host and the supervisor: a JSON header and raw byte blobs.

    >I header length | header (JSON) | blobs, whose lengths the header's "blobs" lists

Both ends of the pipe import this file, so that they cannot disagree.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from typing import Any

MAX_HEADER = 64 << 20
MAX_BLOBS = 1 << 30
_LENGTH = struct.Struct(">I")


class BadFrame(ValueError):
    """The peer sent bytes that are no frame, or one above the bounds."""


class EndOfStream(EOFError):
    """The peer closed the stream."""


def pack(message: dict[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """One frame. `message` must not use the key "blobs"."""
    header = json.dumps({**message, "blobs": [len(b) for b in blobs]}).encode()
    return b"".join((_LENGTH.pack(len(header)), header, *blobs))


class Reader:
    """Reads frames from a function that returns some bytes, or b"" at the end."""

    def __init__(self, receive: Callable[[], bytes]) -> None:
        self._receive = receive
        self._buffer = bytearray()

    def read(self) -> tuple[dict[str, Any], list[bytes]]:
        """The next frame. Raises EndOfStream at a frame's edge, BadFrame elsewhere."""
        (length,) = _LENGTH.unpack(self._take(_LENGTH.size, at_edge=True))
        if length > MAX_HEADER:
            raise BadFrame(f"header of {length} bytes")
        try:
            message = json.loads(self._take(length))
            sizes = [int(size) for size in message.pop("blobs")]
        except (
            *(ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError),
        ) as error:
            raise BadFrame("header is not a message") from error
        if min(sizes, default=0) < 0 or sum(sizes) > MAX_BLOBS:
            raise BadFrame("blob sizes out of bounds")
        return message, [self._take(size) for size in sizes]

    def _take(self, size: int, at_edge: bool = False) -> bytes:
        while len(self._buffer) < size:
            data = self._receive()
            if not data:
                if at_edge and not self._buffer:
                    raise EndOfStream
                raise BadFrame("stream ended inside a frame")
            self._buffer += data
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken
