"""The record of a step, from what was collected and how it was trained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from trainer_client.advantages import VARIANCE_FLOOR
from trainer_client.reporting.records import StepRecord
from trainer_client.training.collecting import Collected
from trainer_client.training.groups import Group
from trainer_client.training.rewarding import Judged
from trainer_client.training.update import Updated

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds of one step."""

    step_s: float
    load_s: float


def step_record(
    step: int, collected: Collected, updated: Updated | None, clock: Clock
) -> StepRecord:
    """`updated` is None where there was nothing to train on."""
    judged = [each for group in collected.seen for each in group.judged]
    rates = [each.pass_rate for each in judged if each.pass_rate is not None]
    lengths = [len(each.rollout.token_ids) for each in judged]
    timing = collected.timing
    return StepRecord(
        step=step,
        reward=_reward(collected.seen),
        pass_rate=_mean(rates),
        solved=_mean([float(rate == 1) for rate in rates]),
        by_source=_by_source(judged),
        groups=len(collected.seen),
        groups_with_variance=_share(collected.seen, _varies),
        groups_trained=len(collected.kept),
        refills=collected.refills,
        rollouts=len(judged),
        no_verdict=_share(judged, lambda each: each.no_verdict),
        cut=_share(judged, lambda each: each.rollout.cut),
        flagged=_share(judged, lambda each: each.flagged),
        tokens=sum(lengths) / len(lengths),
        step_s=clock.step_s,
        generate_s=timing.generate_s,
        reward_wait_s=timing.reward_wait_s,
        load_s=clock.load_s,
        reward_wait=timing.reward_wait_s / clock.step_s,
        generated_per_s=sum(lengths) / timing.generate_s,
        **_of_update(updated),
    )


def _of_update(updated: Updated | None) -> dict[str, Any]:
    if updated is None:
        return {}
    return {
        **updated.values,
        "score_s": updated.score_s,
        "update_s": updated.update_s,
        "trained_per_s": updated.tokens / updated.update_s,
    }


def _reward(groups: Sequence[Group]) -> float | None:
    """The mean over rollouts with a verdict: groups have as many as they have."""
    counts = [sum(each.pass_rate is not None for each in group.judged) for group in groups]
    if not any(counts):
        return None
    pairs = zip(groups, counts, strict=True)
    return sum(count * group.worth.mean for group, count in pairs if count) / sum(counts)


def _by_source(judged: Sequence[Judged]) -> dict[str, float]:
    rates: dict[str, list[float]] = defaultdict(list)
    for each in judged:
        if each.pass_rate is not None:
            rates[each.task.source].append(each.pass_rate)
    return {source: sum(found) / len(found) for source, found in sorted(rates.items())}


def _varies(group: Group) -> bool:
    rates = [each.pass_rate for each in group.judged if each.pass_rate is not None]
    return bool(rates) and max(rates) - min(rates) > VARIANCE_FLOOR


def _share(items: Sequence[T], holds: Callable[[T], bool]) -> float:
    return sum(map(holds, items)) / len(items)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
