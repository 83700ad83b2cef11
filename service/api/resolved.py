"""A problem as it is admitted, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.spec import MathSpec, Spec


@dataclass(frozen=True, slots=True)
class Resolved:
    """A problem ready to be judged by."""

    spec: Spec | MathSpec
    encoded: bytes
    digest: str
    runs: int  # test runs of one submission
    inline_testset: tuple[str, bytes] | None = field(default=None, repr=False)  # hash, packed
