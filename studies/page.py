"""The page of a study: what was claimed, what came out, and by which command."""

from __future__ import annotations

import math
import os
import textwrap
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import torch

from studies.intervals import Interval, interval, paired
from studies.running import Outcome
from studies.study import Study


def page(study: Study, seeds: Sequence[int], outcomes: Mapping[str, Outcome], command: str) -> str:
    """Markdown. `command` is what was run."""
    return f"""\
# {study.title}

{_wrapped(study.finding)}

{_claims(study, outcomes)}

{_arms(study, outcomes)}

{_wrapped(_how(seeds))}

![pass rates]({study.name}.png)

{_wrapped(study.limits)}

    {command}

{datetime.now(UTC):%Y-%m-%d}, {_machine()}.
"""


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _how(seeds: Sequence[int]) -> str:
    return (
        "Held-out pass rate, measured by the service. Intervals are 95%, Student's t over "
        f"{len(seeds)} seeds; differences are paired by seed. A claim is *confirmed* or "
        "*contradicted* if the interval of the difference leaves 0 out."
    )


def _claims(study: Study, outcomes: Mapping[str, Outcome]) -> str:
    lines = ["| claim | difference | 95% interval | verdict |", "|---|---|---|---|"]
    for claim in study.claims:
        found = paired(outcomes[claim.better].after, outcomes[claim.worse].after)
        lines.append(
            f"| {claim.better} above {claim.worse} | {found.mean:+.3f} | "
            f"{_bounds(found, '+.3f')} | **{found.verdict}** |"
        )
    return "\n".join(lines)


def _arms(study: Study, outcomes: Mapping[str, Outcome]) -> str:
    lines = ["| arm | before | after, by seed | mean | 95% interval |", "|---|---|---|---|---|"]
    for arm in study.arms:
        found = outcomes[arm.label]
        after = interval(found.after)
        lines.append(
            f"| {arm.label} | {interval(found.before).mean:.3f} | "
            f"{', '.join(f'{rate:.3f}' for rate in found.after)} | {after.mean:.3f} | "
            f"{_bounds(after, '.3f')} |"
        )
    return "\n".join(lines)


def _bounds(found: Interval, form: str) -> str:
    if math.isinf(found.low):
        return "-"
    return f"{found.low:{form}} to {found.high:{form}}"


def _machine() -> str:
    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU"
    return f"{os.cpu_count()} CPU cores, {gpu}"
