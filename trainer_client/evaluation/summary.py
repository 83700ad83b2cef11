"""From problems with their answers to the result on each set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trainer_client.evaluation.estimators import estimate, pass_at_k
from trainer_client.evaluation.records import EstimateRecord, ProblemRecord, SetRecord
from trainer_client.evaluation.settings import EvalSettings
from trainer_client.evaluation.tally import Tally, tally


def summaries(records: Iterable[ProblemRecord], settings: EvalSettings) -> list[SetRecord]:
    """One a set, in the order of the settings; none for a set without a judged answer."""
    by_set: dict[str, list[Tally]] = {each.name: [] for each in settings.sets}
    for each in map(tally, records):
        by_set[each.set].append(each)
    return [
        _summary(name, those, settings)
        for name, those in by_set.items()
        if any(each.judged for each in those)
    ]


def _summary(name: str, tallies: Sequence[Tally], settings: EvalSettings) -> SetRecord:
    judged = [each for each in tallies if each.judged]
    samples = sum(each.samples for each in judged)
    lengths = [length for each in judged for length in each.lengths]
    most = min(each.judged for each in judged)
    return SetRecord(
        set=name,
        candidates=settings.candidates,
        problems=len(judged),
        unreadable=len(tallies) - len(judged),
        samples=settings.samples,
        temperature=settings.sampling.temperature,
        top_p=settings.sampling.top_p,
        max_new_tokens=settings.sampling.max_new_tokens,
        seed=settings.seed,
        average=_estimate([each.average for each in judged]),
        soft=_estimate([each.soft / each.judged for each in judged]),
        pass_at={
            k: _estimate([pass_at_k(each.judged, each.passed, k) for each in judged])
            for k in _ks(most)
        },
        no_verdict=1 - sum(each.judged for each in judged) / samples,
        cut=sum(each.cut for each in judged) / samples,
        tokens=sum(lengths) / len(lengths) if lengths else None,
    )


def _ks(most: int) -> list[int]:
    """Powers of two, and the most that every problem has samples for."""
    return [*(1 << n for n in range(most.bit_length()) if 1 << n < most), most]


def _estimate(values: Sequence[float]) -> EstimateRecord:
    found = estimate(values)
    return EstimateRecord(value=found.value, low=found.low, high=found.high)
