"""What a program is judged by, with every default filled in: the unit of caching.

A spec is a problem of the wire after admission. Its digest and the program's text (of a math
problem: the answer's) make the key of a task; whatever may change a result is therefore part of
the spec. The number of a repetition is part of the key: it asks for another run of the same.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service import wire


class Spec(BaseModel):
    """The judging specification that workers get, as JSON, under its own digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: wire.Language
    tests: wire.Sha256  # of the test set
    limits: wire.LimitSet
    compare: wire.Compare
    checker: wire.Checker | None = None
    interactor: wire.Interactor | None = None
    groups: dict[str, wire.Group] = {}
    reward: wire.Reward
    isolation: wire.Isolation
    sandbox: str  # version: content hash of what runs inside the wall

    def encoded(self) -> bytes:
        return self.model_dump_json().encode()


class MathSpec(BaseModel):
    """What an answer to a math problem is judged by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["math"] = "math"
    answers: tuple[str, ...]
    reward: wire.Reward
    verifier: str  # version: content hash of what compares answers

    def encoded(self) -> bytes:
        return self.model_dump_json().encode()


_SPECS: TypeAdapter[Spec | MathSpec] = TypeAdapter(Spec | MathSpec)


def decoded(encoded: bytes) -> Spec | MathSpec:
    """The spec of which `encoded` is the JSON."""
    return _SPECS.validate_json(encoded)


def digest(data: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def task_key(spec_digest: str, code: str, repetition: int = 0) -> str:
    """Key of the task that judges `code` by a spec; each repetition is a task of its own."""
    again = f"{repetition}:" if repetition else ""  # a digest has no colon
    return digest((again + spec_digest + code).encode())
