"""Plots of runs, laid over each other (needs matplotlib)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from trainer_client.errors import PlotError
from trainer_client.reporting.jsonl import JsonLines

Curve = list[tuple[int, float]]  # steps and values

_COLUMNS = 3  # panels beside each other

PANELS: Mapping[str, str] = {
    "loss": "loss",
    "pass_rate": "pass rate",
    "groups_with_variance": "groups with variance",
    "entropy": "entropy, nats",
    "grad_norm": "gradient norm",
    "kl_to_start": "KL to the start, nats",
    "clipped_low": "tokens clipped low",
    "clipped_high": "tokens clipped high",
    "learning_rate": "learning rate",
    "reward_wait": "share of the step that waits for rewards",
}


@dataclass(frozen=True, slots=True)
class PlottedRun:
    """What is read of a run. `label` is the name that curves go by: equal ones are averaged."""

    label: str
    steps: Sequence[Mapping[str, Any]]
    evaluations: Sequence[Mapping[str, Any]]

    @classmethod
    def read(cls, directory: Path, label: str | None = None) -> PlottedRun:
        """Raises PlotError where there is no run."""
        steps = JsonLines(directory / "steps.jsonl").read()
        evaluations = JsonLines(directory / "evaluations.jsonl").read()
        if not steps:
            raise PlotError(f"{directory} has no run with a step")
        return cls(label or directory.name, steps, evaluations)

    def curve(self, field: str) -> Curve:
        return [(each["step"], each[field]) for each in self.steps if each.get(field) is not None]

    def held_out(self) -> Curve:
        """The mean over the sources."""
        rates: dict[int, list[float]] = defaultdict(list)
        for each in self.evaluations:
            if each["pass_rate"] is not None:
                rates[each["step"]].append(each["pass_rate"])
        return [(step, sum(found) / len(found)) for step, found in sorted(rates.items())]


def plot(runs: Sequence[PlottedRun], file: Path) -> None:
    """A PNG with a panel for held-out tasks and for each of `PANELS` that the runs have values of.

    Runs of one label are one colour: each run thin, their mean thick.
    """
    labels = list(dict.fromkeys(run.label for run in runs))
    colours = dict(zip(labels, mpl.color_sequences["tab10"] * len(labels), strict=False))
    shown = {
        field: title for field, title in PANELS.items() if any(run.curve(field) for run in runs)
    }
    rows = -(-(1 + len(shown)) // _COLUMNS)
    figure = Figure(figsize=(15, 3.4 * rows), layout="constrained")
    panels = figure.subplots(rows, _COLUMNS, squeeze=False).flat
    held_out = [(run.label, run.held_out()) for run in runs]
    _draw(next(panels), "held-out pass rate", held_out, colours, "o")
    for field, title in shown.items():
        _draw(next(panels), title, [(run.label, run.curve(field)) for run in runs], colours, "")
    for unused in panels:
        unused.set_axis_off()
    handles = [Line2D([], [], color=colours[label], label=label) for label in labels]
    figure.legend(handles=handles, loc="outside upper center", ncols=min(len(labels), 6))
    figure.savefig(file, dpi=110)


def _draw(
    axes: Axes,
    title: str,
    curves: Sequence[tuple[str, Curve]],
    colours: Mapping[str, Any],
    marker: str,
) -> None:
    axes.set_title(title, fontsize=10)
    axes.set_xlabel("step", fontsize=8)
    axes.grid(alpha=0.3)
    for label, colour in colours.items():
        own = [curve for name, curve in curves if name == label and curve]
        width, alpha = (0.7, 0.45) if len(own) > 1 else (1.6, 1.0)
        for curve in own:
            axes.plot(*zip(*curve, strict=True), marker=marker, color=colour, lw=width, alpha=alpha)
        if len(own) > 1:
            axes.plot(*zip(*_mean(own), strict=True), color=colour, lw=2.2)


def _mean(curves: Sequence[Curve]) -> Curve:
    """At the steps that all have."""
    values = [dict(curve) for curve in curves]
    steps = sorted(set.intersection(*(set(each) for each in values)))
    return [(step, sum(each[step] for each in values) / len(values)) for step in steps]
