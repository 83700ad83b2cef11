"""The plot of a study: each arm's runs, their mean and its interval."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

from studies.intervals import interval
from studies.running import Outcome
from studies.study import Study


def draw(study: Study, outcomes: Mapping[str, Outcome], file: Path) -> None:
    """A PNG: a row for each arm, the mean before training as a line."""
    figure = Figure(figsize=(8, 1.4 + 0.6 * len(study.arms)), layout="constrained")
    axes = figure.subplots()
    for row, arm in enumerate(study.arms):
        found = outcomes[arm.label]
        mean = interval(found.after)
        axes.plot(found.after, [row] * len(found.after), "o", color="tab:blue", alpha=0.5)
        axes.plot([mean.mean], [row], "|", color="black", markersize=18)
        if math.isfinite(mean.low):
            axes.plot([mean.low, mean.high], [row, row], color="black", lw=1)
    before = interval([rate for found in outcomes.values() for rate in found.before]).mean
    axes.axvline(before, color="tab:gray", ls="--", lw=1, label="before training")
    axes.set_yticks(range(len(study.arms)), [arm.label for arm in study.arms])
    axes.set_ylim(len(study.arms) - 0.5, -0.5)
    axes.set_xlabel("held-out pass rate: seeds, their mean and its 95% interval")
    axes.grid(alpha=0.3, axis="x")
    axes.legend(loc="best", fontsize=8)
    figure.savefig(file, dpi=110)
