"""The rollouts of one prompt, with their advantages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trainer_client.advantages import AdvantageConfig, GroupAdvantages, group_advantages
from trainer_client.config.rollouts import (
    FilterOverlong,
    KeepOverlong,
    RolloutConfig,
    SamplingConfig,
    ShapeOverlong,
)
from trainer_client.rollouts.rollout import Rollout
from trainer_client.training.rewarding import Judged


@dataclass(frozen=True, slots=True)
class Group:
    """One prompt's rollouts, by their sample's number, and what they are worth."""

    number: int
    judged: tuple[Judged, ...]
    worth: GroupAdvantages

    @property
    def kept(self) -> bool:
        """Whether there is something to learn from it."""
        return any(each is not None for each in self.worth.advantages) and not self.worth.dropped


def form_groups(
    judged: Iterable[Judged], advantages: AdvantageConfig, rollouts: RolloutConfig
) -> list[Group]:
    """The groups, by their number."""
    by_group: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        by_group[each.rollout.group].append(each)
    return [_group(n, by_group[n], advantages, rollouts) for n in sorted(by_group)]


def is_judged(rollout: Rollout, config: SamplingConfig) -> bool:
    """Whether a rollout is worth asking for its reward."""
    filtered = isinstance(config, RolloutConfig) and isinstance(config.overlong, FilterOverlong)
    return not (rollout.cut and filtered)


def _group(
    number: int, judged: list[Judged], advantages: AdvantageConfig, config: RolloutConfig
) -> Group:
    judged.sort(key=lambda each: each.rollout.sample)
    worth = group_advantages(
        [each.pass_rate for each in judged],
        advantages,
        [_penalty(each.rollout, config) for each in judged],
    )
    return Group(number, tuple(judged), worth)


def _penalty(rollout: Rollout, config: RolloutConfig) -> float:
    """Soft overlong punishment (DAPO, arXiv 2503.14476, eq. 13), as a positive number."""
    match config.overlong:
        case KeepOverlong() | FilterOverlong():
            return 0.0
        case ShapeOverlong(buffer=buffer, penalty=penalty):
            over = len(rollout.token_ids) - (config.max_new_tokens - buffer)
            return penalty * min(max(over / buffer, 0.0), 1.0)
