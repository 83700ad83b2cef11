"""Request bodies: every encoding, bombs, and what is broken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from service.api.decoding import decoder_for
from service.api.errors import BodyTooLarge, MalformedBody, UnsupportedEncoding

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "identity": lambda body: body,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": zstandard.compress,
}
COMPRESSED = ["gzip", "deflate", "zstd"]


def decode(encoding: str, pieces: list[bytes], most: int = 1 << 20) -> bytes:
    decoder = decoder_for(encoding, most)
    for piece in pieces:
        decoder.feed(piece)
    return decoder.finish()


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=2000), st.integers(1, 700))
def test_pieces_make_up_the_body(encoding: str, body: bytes, size: int) -> None:
    packed = PACKERS[encoding](body)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert decode(encoding, pieces) == body


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_the_bound_holds_for_decoded_bytes(encoding: str) -> None:
    body = b"a" * 1000
    assert decode(encoding, [PACKERS[encoding](body)], 1000) == body
    with pytest.raises(BodyTooLarge):
        decode(encoding, [PACKERS[encoding](body)], 999)


@pytest.mark.parametrize("encoding", COMPRESSED)
def test_a_bomb_is_given_up_early(encoding: str) -> None:
    bomb = PACKERS[encoding](b"\0" * (256 << 20))
    assert len(bomb) < 1 << 20
    with pytest.raises(BodyTooLarge):
        decode(encoding, [bomb])


@pytest.mark.parametrize("encoding", COMPRESSED)
@pytest.mark.parametrize(
    "break_", [lambda b: b[:-3], lambda b: b + b"more", lambda b: b"x" + b, lambda b: b""]
)
def test_broken_bodies(encoding: str, break_: Callable[[bytes], bytes]) -> None:
    with pytest.raises(MalformedBody):
        decode(encoding, [break_(PACKERS[encoding](b"hello" * 100))])


def test_a_window_as_large_as_memory_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    with pytest.raises(MalformedBody):
        decode("zstd", [packed.compress(b"a" * 1000) + packed.flush()])


def test_unknown_encodings() -> None:
    with pytest.raises(UnsupportedEncoding):
        decoder_for("br", 1)
