"""From a request to a wire model: bounded, decoded, parsed, validated, with the field named.

The JSON parser itself refuses nesting beyond 200 levels and lone surrogates.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request

from service.api.decoding import decoder_for, too_large
from service.api.errors import BodyTooLarge, BodyTooSlow, InvalidRequest, MalformedBody
from service.api.locate import offset_of, path_at
from service.settings import Settings
from service.wire import FieldProblem, Wire

Model = TypeVar("Model", bound=Wire)

DRAIN_FACTOR = 4  # a body is read up to this many times the limit, so that clients hear why
MOST_PROBLEMS = 20  # named in one answer

_PLACE = re.compile(r"line (\d+) column (\d+)$")
_TAGS = {"stdio", "call", "assert", "soft", "hard", "linear"}


async def read_body(request: Request, settings: Settings) -> bytes:
    """The decoded body.

    Raises BodyTooLarge, BodyTooSlow, MalformedBody or UnsupportedEncoding.
    """
    try:
        async with asyncio.timeout(settings.body_timeout_s):
            return await _received(request, settings)
    except TimeoutError:
        message = f"the body did not arrive within {settings.body_timeout_s:g} s"
        raise BodyTooSlow(message) from None


async def _received(request: Request, settings: Settings) -> bytes:
    most = settings.max_body_bytes
    decoder = decoder_for(request.headers.get("content-encoding", ""), settings.max_decoded_bytes)
    pieces = request.stream()
    size = 0
    try:
        if int(request.headers.get("content-length", 0)) > most:
            raise too_large(most)
        async for piece in pieces:
            size += len(piece)
            if size > most:
                raise too_large(most)
            decoder.feed(piece)
    except BodyTooLarge:
        await _drain(pieces, most * DRAIN_FACTOR - size)
        raise
    return decoder.finish()


def parse(model: type[Model], body: bytes) -> Model:
    """The body as `model`. Raises MalformedBody or InvalidRequest."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "json_invalid":
            raise _malformed(body, first["msg"]) from error
        raise InvalidRequest(problems_of(error)) from error


def problems_of(error: ValidationError) -> list[FieldProblem]:
    """The error's fields, as dotted paths."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [
        FieldProblem(field=dotted(each["loc"]), message=each["msg"].removeprefix("Value error, "))
        for each in found[:MOST_PROBLEMS]
    ]


def dotted(location: Sequence[str | int]) -> str:
    """A location as a path of fields, without the tags that pydantic puts in for unions."""
    parts = [
        str(part)
        for before, part in zip(("", *location), location, strict=False)
        if not (part in _TAGS and (isinstance(before, int) or before == "reward"))
    ]
    if tuple(location[:1]) == ("problems",) and tuple(location[2:3]) in (("code",), ("math",)):
        del parts[2]  # parts 0 and 1 are a field and a key
    return ".".join(parts) or "body"


def _malformed(body: bytes, message: str) -> MalformedBody:
    place = _PLACE.search(message)
    field = path_at(body, offset_of(body, int(place[1]), int(place[2]))) if place else "body"
    return MalformedBody(f"{field}: {message}", [FieldProblem(field=field, message=message)])


async def _drain(pieces: AsyncIterator[bytes], most: int) -> None:
    """Reads the rest: a client in the middle of sending would not see the answer."""
    async for piece in pieces:
        most -= len(piece)
        if most < 0:
            return
