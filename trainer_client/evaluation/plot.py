"""pass@k over k, with its intervals (needs matplotlib)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from trainer_client.evaluation.records import SetRecord


def plot(results: Sequence[SetRecord], file: Path) -> None:
    """A PNG with one curve a set."""
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for each in results:
        ks = sorted(each.pass_at)
        values = [each.pass_at[k].value for k in ks]
        low, high = [each.pass_at[k].low for k in ks], [each.pass_at[k].high for k in ks]
        label = f"{each.set} ({each.problems} problems)"
        (line,) = axes.plot(ks, values, marker="o", label=label)
        axes.fill_between(ks, low, high, color=line.get_color(), alpha=0.15)
    axes.set_xscale("log", base=2)
    axes.set_xticks(sorted({k for each in results for k in each.pass_at}))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_ylim(0, 1)
    axes.set_xlabel("k")
    axes.set_ylabel("pass@k, 95% interval over problems")
    axes.set_title(results[0].candidates, fontsize=9)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(file, dpi=130)
