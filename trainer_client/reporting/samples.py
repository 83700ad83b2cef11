"""Rollouts kept to be read, with their verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from trainer_client.training.groups import Group
from trainer_client.training.rewarding import Judged


def sample_records(step: int, groups: Sequence[Group], count: int) -> list[dict[str, Any]]:
    """`count` rollouts of a step, the first of as many groups, as objects for JSON Lines."""
    return [_record(step, group.judged[0]) for group in groups[:count]]


def _record(step: int, judged: Judged) -> dict[str, Any]:
    result = judged.result
    return {
        "step": step,
        "task": judged.task.name,
        "prompt": judged.task.prompt,
        "completion": judged.rollout.text,
        "cut": judged.rollout.cut,
        "pass_rate": judged.pass_rate,
        "reason": None if result is None else result.reason,
        "verdicts": Counter(str(test.verdict) for test in result.tests) if result else {},
        "messages": sorted({test.message for test in result.tests if test.message})[:5]
        if result
        else [],
    }
