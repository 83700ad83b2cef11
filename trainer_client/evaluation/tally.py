"""A problem's answers in numbers: what is left of them once their texts are read."""

from __future__ import annotations

from dataclasses import dataclass

from trainer_client.evaluation.records import ProblemRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """samples: answers; judged: those with a verdict, all that tell of the model; passed: those
    that pass every test; soft: sum of the soft rewards; cut: those ended by the limit of length;
    lengths: tokens of those whose length is known."""

    set: str
    id: str
    samples: int
    judged: int
    passed: int
    soft: float
    cut: int
    lengths: tuple[int, ...]

    @property
    def average(self) -> float:
        """Share of the judged answers that pass every test; there must be one."""
        return self.passed / self.judged


def tally(record: ProblemRecord) -> Tally:
    rewards = [each.reward for each in record.samples if each.reward is not None]
    return Tally(
        set=record.set,
        id=record.id,
        samples=len(record.samples),
        judged=len(rewards),
        passed=sum(reward == 1.0 for reward in rewards),
        soft=sum(rewards),
        cut=sum(each.cut for each in record.samples),
        lengths=tuple(each.tokens for each in record.samples if each.tokens is not None),
    )
