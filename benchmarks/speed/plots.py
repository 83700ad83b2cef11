"""The figures as PNG files."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt

from benchmarks.speed.figures import Figures

DPI = 110


def draw(figures: Figures, directory: Path) -> None:
    """Writes speed-rates.png and speed-growth.png."""
    _rates(figures, directory / "speed-rates.png")
    if figures.sizes:
        _growth(figures, directory / "speed-growth.png")


def _rates(figures: Figures, path: Path) -> None:
    keys = list(figures.loads)
    names = list(dict.fromkeys(rate.contender for rate in figures.rates))
    fig, ax = plt.subplots(figsize=(10, 5), layout="constrained")
    width = 0.8 / max(1, len(names))
    for index, name in enumerate(names):
        found = [(at, figures.rate(key, name)) for at, key in enumerate(keys)]
        drawn = [(at, rate.tests_per_s) for at, rate in found if rate]
        ax.bar(
            [at + (index - (len(names) - 1) / 2) * width for at, _ in drawn],
            [spread.median for _, spread in drawn],
            width,
            yerr=[
                [spread.median - spread.low for _, spread in drawn],
                [spread.high - spread.median for _, spread in drawn],
            ],
            label=name,
        )
    ax.set_yscale("log")
    ax.set_ylabel("tests a second")
    ax.set_xticks(
        range(len(keys)), [f"{key}: {figures.loads[key]}".replace(", ", ",\n") for key in keys]
    )
    ax.tick_params(axis="x", labelsize=7)
    ax.legend(fontsize=8)
    fig.savefig(path, dpi=DPI)
    plt.close(fig)


def _growth(figures: Figures, path: Path) -> None:
    fig, (time, memory) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for sandbox in dict.fromkeys(size.sandbox for size in figures.sizes):
        sizes = [size for size in figures.sizes if size.sandbox == sandbox]
        counts = [size.submissions for size in sizes]
        time.plot(counts, [s.ms_per_submission.median for s in sizes], "o-", label=sandbox)
        for part, line in (("api", "o-"), ("worker", "s--"), ("redis", "^:")):
            values = [getattr(size, f"{part}_mb") for size in sizes]
            memory.plot(counts, values, line, label=f"{part}, {sandbox}")
    time.set_ylabel("ms a submission")
    memory.set_ylabel("peak MiB")
    for ax in (time, memory):
        ax.set_xscale("log")
        ax.set_xlabel("submissions in a batch")
        ax.set_ylim(bottom=0)
        ax.legend(fontsize=7)
    fig.savefig(path, dpi=DPI)
    plt.close(fig)
