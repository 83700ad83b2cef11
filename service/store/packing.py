"""Test sets in Redis: compressed, since the same bytes are sent to every worker."""

from __future__ import annotations

import zstandard

_LEVEL = 3


def pack(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def unpack(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(packed)
