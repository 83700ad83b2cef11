"""How good a source's answers are, and how hard the problems that they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer_client.sft.example import Example

Rates = Mapping[str, float | None]  # soft rewards by `Example.judged_by`; None: no verdict


@dataclass(frozen=True, slots=True)
class SourceQuality:
    """What was measured of one source."""

    source: str
    judged: int
    """Examples with a verdict."""
    correct: float
    """Share of these whose answer passed every test, in [0, 1]; 0 where none was judged."""
    pass_rate: float
    """Their mean soft reward, likewise."""


def measured(source: str, rates: Sequence[float | None]) -> SourceQuality:
    """The quality of a source by the soft rewards of its examples; None: no verdict."""
    known = [rate for rate in rates if rate is not None]
    judged = max(len(known), 1)
    return SourceQuality(
        source=source,
        judged=len(known),
        correct=sum(rate == 1 for rate in known) / judged,
        pass_rate=sum(known) / judged,
    )


def ranked(qualities: Iterable[SourceQuality]) -> list[SourceQuality]:
    """The best first: by correct answers, then by pass rate, then as they came."""
    return sorted(qualities, key=lambda each: (-each.correct, -each.pass_rate))


def problem_rates(pairs: Iterable[tuple[Example, float | None]]) -> dict[str, float]:
    """The share of answers to each problem (`Example.asked`) that are correct.

    Pairs are examples, of all sources, with their soft rewards. What a source says of a
    problem's pass rate goes before what is counted here. A problem without verdict is not in it.
    """
    said: dict[str, list[float]] = defaultdict(list)
    counted: dict[str, list[float]] = defaultdict(list)
    for example, rate in pairs:
        if example.pass_rate is not None:
            said[example.asked].append(example.pass_rate)
        elif rate is not None:
            counted[example.asked].append(float(rate == 1))
    return {asked: sum(rates) / len(rates) for asked, rates in (counted | said).items()}
