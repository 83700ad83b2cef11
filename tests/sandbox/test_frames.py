"""Frames: messages and blobs survive any cut of the stream; bad streams are told apart."""

from __future__ import annotations

import contextlib
import itertools
import json
import struct
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandbox.guest import frames

KEYS = st.text().filter(lambda key: key != "blobs")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
MESSAGES = st.dictionaries(KEYS, JSON, max_size=4)
FRAMES = st.lists(st.tuples(MESSAGES, st.lists(st.binary(), max_size=4)), min_size=1, max_size=4)


def reader(pieces: Iterable[bytes]) -> frames.Reader:
    remaining = itertools.chain((piece for piece in pieces if piece), itertools.repeat(b""))
    return frames.Reader(lambda: next(remaining))


def cut(data: bytes, sizes: list[int]) -> Iterable[bytes]:
    for size in itertools.cycle(sizes):
        if not data:
            return
        yield data[:size]
        data = data[size:]


@given(FRAMES, st.lists(st.integers(1, 40), min_size=1))
def test_frames_survive_any_cut(
    sent: list[tuple[dict[str, object], list[bytes]]], sizes: list[int]
) -> None:
    data = b"".join(frames.pack(message, blobs) for message, blobs in sent)
    source = reader(cut(data, sizes))
    assert [source.read() for _ in sent] == sent
    with pytest.raises(frames.EndOfStream):
        source.read()


@given(MESSAGES, st.lists(st.binary(min_size=1), max_size=3), st.data())
def test_a_stream_that_ends_inside_a_frame_is_bad(
    message: dict[str, object], blobs: list[bytes], data: st.DataObject
) -> None:
    whole = frames.pack(message, blobs)
    length = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(frames.BadFrame):
        reader([whole[:length]]).read()


def header(content: object) -> bytes:
    text = json.dumps(content).encode()
    return struct.pack(">I", len(text)) + text


@pytest.mark.parametrize(
    "content",
    [
        None,
        5,
        "text",
        [],
        {},
        {"blobs": None},
        {"blobs": 5},
        {"blobs": [None]},
        {"blobs": [-1]},
        {"blobs": ["x"]},
        {"blobs": [[]]},
        {"blobs": [float("inf")]},
        {"blobs": [float("nan")]},
        {"blobs": [1e300]},
        {"blobs": [frames.MAX_BLOBS + 1]},
        {"blobs": [frames.MAX_BLOBS, frames.MAX_BLOBS]},
        {"blobs": [frames.MAX_BLOBS, 1 - frames.MAX_BLOBS]},
    ],
    ids=json.dumps,
)
def test_headers_that_are_none(content: object) -> None:
    with pytest.raises(frames.BadFrame):
        reader([header(content) + b"x" * 100]).read()


def test_a_header_above_the_bound_is_refused_unread() -> None:
    with pytest.raises(frames.BadFrame):
        reader([struct.pack(">I", frames.MAX_HEADER + 1)]).read()


def read_all(data: bytes) -> None:
    """A frame, BadFrame or EndOfStream; whatever else comes out is an error of the test."""
    source = reader([data])
    with contextlib.suppress(frames.BadFrame, frames.EndOfStream):
        while True:
            source.read()


@given(st.binary())
@example(b"")
@example(b"\0\0\0\0")
@example(struct.pack(">I", 40_000) + b"[" * 40_000)
@example(struct.pack(">I", 5) + b"\xff\xfe\0\0\0")
@example(struct.pack(">I", 8) + b'{"a":NaN')
def test_random_bytes(data: bytes) -> None:
    read_all(data)


@given(FRAMES, st.integers(min_value=0), st.integers(0, 255))
def test_a_changed_byte(
    sent: list[tuple[dict[str, object], list[bytes]]], place: int, byte: int
) -> None:
    data = bytearray(b"".join(frames.pack(message, blobs) for message, blobs in sent))
    data[place % len(data)] = byte
    read_all(bytes(data))
