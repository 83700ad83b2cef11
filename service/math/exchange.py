"""What the worker and its verifier process say to each other: a line of JSON each way."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

Source = Literal["boxed", "text"]  # the answer itself, or a text that it has to be found in
Outcome = Literal["equal", "different", "no_answer", "failed"]


@dataclass(frozen=True, slots=True)
class Question:
    source: Source
    text: str
    golds: tuple[str, ...]

    def encoded(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def decoded(cls, line: bytes) -> Question:
        fields = json.loads(line)
        return cls(fields["source"], fields["text"], tuple(fields["golds"]))


@dataclass(frozen=True, slots=True)
class Reply:
    """`found` is the answer as it was read, clipped; `why` belongs to a failure."""

    outcome: Outcome
    found: str = ""
    why: str = ""
    cpu_s: float = 0.0

    def encoded(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def decoded(cls, line: bytes) -> Reply:
        return cls(**json.loads(line))
