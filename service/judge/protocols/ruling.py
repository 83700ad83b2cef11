"""What every protocol takes and gives."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sandbox import Execution

MOST_MESSAGE = 500  # bytes


class CheckerFailed(Exception):
    """A checker or interactor did not compile, crashed, ran out of time or made no sense."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The test that a checker judges by: what the program read, and the authors' answer."""

    input: bytes
    answer: bytes


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a checker says. `share`: of the test's score, 0 to 1; 1 is a pass."""

    share: float
    message: str = ""
    points: bool = False  # it gave points, instead of a mere yes or no


def exit_code(seen: Execution) -> int:
    """How a checker ended by itself. Raises CheckerFailed where it did not."""
    if seen.limit is not None:
        raise CheckerFailed(f"{seen.limit} limit exceeded")
    if seen.exit_code is None:
        raise CheckerFailed(with_stderr(f"ended by signal {seen.signal}", seen))
    return seen.exit_code


def with_stderr(what: str, seen: Execution) -> str:
    words = said(seen.stderr[-MOST_MESSAGE:])
    return f"{what}: {words}" if words else what


def said(text: bytes) -> str:
    return text[:MOST_MESSAGE].decode("utf-8", "replace").strip()


def share(points: str, full_score: float) -> float:
    """Points as a share of the full score, at most 1. Raises CheckerFailed for no number."""
    try:
        value = float(points)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CheckerFailed(f"gave {points[:40]!r} points")
    return min(max(value / full_score, 0.0), 1.0)
