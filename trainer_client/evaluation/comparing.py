"""Two evaluations of the same problems against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer_client.errors import EvaluationError
from trainer_client.evaluation.estimators import Comparison, compare
from trainer_client.evaluation.records import ProblemRecord
from trainer_client.evaluation.tally import tally
from trainer_client.journal import read_records


@dataclass(frozen=True, slots=True)
class SetComparison:
    """avg@k of the second less that of the first, on the problems that both have."""

    set: str
    problems: int
    first: float
    second: float
    comparison: Comparison


def compared(first: Path, second: Path) -> list[SetComparison]:
    """Two files `problems.jsonl` of `softjudge eval`, set by set.

    Raises EvaluationError where they have no problem in common, and CheckpointError and OSError
    where they are no such files.
    """
    one, other = _averages(first), _averages(second)
    common = [key for key in one if key in other]
    if not common:
        raise EvaluationError(f"{first} and {second} have no judged problem in common")
    names = dict.fromkeys(set_ for set_, _ in common)
    keys = {name: [key for key in common if key[0] == name] for name in names}
    return [_compared(name, keys[name], one, other) for name in names]


_Key = tuple[str, str]  # set and id


def _compared(
    name: str, keys: list[_Key], one: dict[_Key, float], other: dict[_Key, float]
) -> SetComparison:
    first, second = [one[key] for key in keys], [other[key] for key in keys]
    return SetComparison(
        name, len(keys), sum(first) / len(keys), sum(second) / len(keys), compare(first, second)
    )


def _averages(path: Path) -> dict[_Key, float]:
    tallies = map(tally, read_records(path, ProblemRecord))
    return {(each.set, each.id): each.average for each in tallies if each.judged}
