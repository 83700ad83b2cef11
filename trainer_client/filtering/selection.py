"""Which problems are kept, and why others are not."""

from __future__ import annotations

from trainer_client.filtering.records import ProblemRecord
from trainer_client.filtering.settings import Criteria


def objections(record: ProblemRecord, criteria: Criteria) -> list[str]:
    """Why a problem is dropped; nothing where it is kept."""
    if record.fault:
        return [record.fault]
    if record.pass_rate is None:
        return ["no candidate was judged"]
    found = []
    if not record.pass_rate > criteria.min_pass_rate:
        found.append(f"pass rate {record.pass_rate:.2f}, not above {criteria.min_pass_rate:g}")
    if len(record.tests) < criteria.min_tests:
        found.append(f"{len(record.tests)} tests, fewer than {criteria.min_tests}")
    if record.disagreement > criteria.max_disagreement:
        found.append(
            f"tests disagree by {record.disagreement:.2f}, over {criteria.max_disagreement:g}"
        )
    if record.suspicions and not criteria.keep_suspicious:
        names = dict.fromkeys(f"{each.test} ({each.kind})" for each in record.suspicions)
        found.append(f"suspicious tests: {', '.join(names)}")
    return found
