"""What a filter found, in counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from trainer_client.filtering.records import ProblemRecord


@dataclass(slots=True)
class Summary:
    """Counts of problems; `suspicious` by the kind of a test that they have."""

    problems: int = 0
    kept: int = 0
    unreadable: int = 0
    suspicious: Counter[str] = field(default_factory=Counter)

    def count(self, record: ProblemRecord, *, kept: bool) -> None:
        self.problems += 1
        self.kept += kept
        self.unreadable += bool(record.fault)
        self.suspicious.update({each.kind for each in record.suspicions})
