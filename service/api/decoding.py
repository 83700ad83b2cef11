"""Request bodies taken apart piece by piece, never beyond a bound: compressed bombs included."""

from __future__ import annotations

import zlib
from typing import Protocol

import zstandard

from service.api.errors import BodyTooLarge, MalformedBody, UnsupportedEncoding
from service.wire import FieldProblem

_PIECE = 1 << 16


class Decoder(Protocol):
    """Decodes a body that arrives in pieces."""

    def feed(self, data: bytes) -> None:
        """Raises BodyTooLarge or MalformedBody."""

    def finish(self) -> bytes:
        """The whole body. Raises MalformedBody when its end is missing."""


class _Plain:
    def __init__(self, most: int) -> None:
        self._body = bytearray()
        self._most = most

    def feed(self, data: bytes) -> None:
        self._body += data
        if len(self._body) > self._most:
            raise too_large(self._most)

    def finish(self) -> bytes:
        return bytes(self._body)


class _Zlib(_Plain):
    def __init__(self, most: int, window_bits: int) -> None:
        super().__init__(most)
        self._inflater = zlib.decompressobj(window_bits)

    def feed(self, data: bytes) -> None:
        try:
            while data and not self._inflater.eof:
                super().feed(self._inflater.decompress(data, _PIECE))
                data = self._inflater.unconsumed_tail
        except zlib.error as error:
            raise _broken(str(error)) from error
        if self._inflater.unused_data:
            raise _broken("there is data behind its end")

    def finish(self) -> bytes:
        if not self._inflater.eof:
            raise _broken("its end is missing")
        return super().finish()


class _Zstandard(_Plain):
    # What a frame may ask for in memory, and what a few bytes of it can grow to, is bounded
    # by these two: a block of four bytes holds up to 128 KiB.
    _WINDOW = 1 << 23
    _SLICE = 512

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._inflater = zstandard.ZstdDecompressor(max_window_size=self._WINDOW).decompressobj()

    def feed(self, data: bytes) -> None:
        for start in range(0, len(data), self._SLICE):
            if self._inflater.eof:
                raise _broken("there is data behind its end")
            try:
                super().feed(self._inflater.decompress(data[start : start + self._SLICE]))
            except zstandard.ZstdError as error:
                raise _broken(str(error)) from error
            if self._inflater.unused_data:
                raise _broken("there is data behind its end")

    def finish(self) -> bytes:
        if not self._inflater.eof:
            raise _broken("its end is missing")
        return super().finish()


def too_large(most: int) -> BodyTooLarge:
    message = f"is larger than {most} bytes"
    return BodyTooLarge(f"the body {message}", [FieldProblem(field="body", message=message)])


def _broken(why: str) -> MalformedBody:
    return MalformedBody(
        f"the body cannot be decompressed: {why}", [FieldProblem(field="body", message=why)]
    )


def decoder_for(encoding: str, most: int) -> Decoder:
    """The decoder of a Content-Encoding; at most `most` decoded bytes.

    Raises UnsupportedEncoding.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain(most)
        case "gzip" | "x-gzip":
            return _Zlib(most, 16 + zlib.MAX_WBITS)
        case "deflate":
            return _Zlib(most, zlib.MAX_WBITS)
        case "zstd":
            return _Zstandard(most)
        case other:
            raise UnsupportedEncoding(f"Content-Encoding {other!r}: send gzip, deflate or zstd")
