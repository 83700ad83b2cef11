"""The two bases of what travels: strict towards the service, tolerant of its answers."""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Received(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


def encode(value: object) -> bytes:
    """JSON without blanks. NaN and infinities are written by these names, as the service knows."""
    return json.dumps(value, separators=(",", ":")).encode()
