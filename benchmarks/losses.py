"""Losses against each other on the tiny recipe: several seeds each, one plot, one table.

    python -m benchmarks.losses --out runs/losses
    python -m benchmarks.losses --losses gppo,beta_low=0.25 ppo_clip --seeds 1 2 \\
        --set optimiser.learning_rate=5e-5

A loss is its name, and after commas what differs from its defaults. All runs begin with the same
model and share one service; a run that is there already whole is not run again, one that was
broken off goes on.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from softjudge.own_service import own_service
from trainer_client.config import load
from trainer_client.reporting.jsonl import JsonLines
from trainer_client.reporting.plots import PlottedRun, plot

RECIPE = Path(__file__).parents[1] / "recipes" / "tiny-cpu.toml"
LOSSES = ("gppo", "gppo,beta_low=0.25", "clip_higher", "cispo")
SEEDS = (1, 2, 3)


def main() -> None:
    told = _arguments()
    places = {
        (loss, seed): told.out / f"{loss}-{seed}" for loss in told.losses for seed in told.seeds
    }
    with own_service(None) as url:
        for (loss, seed), place in places.items():
            _run(place, url, loss, seed, told)
    runs = [PlottedRun.read(place, loss) for (loss, _), place in places.items()]
    plot(runs, told.out / "losses.png")
    print(_table(told.losses, runs))
    print(f"plot: {told.out / 'losses.png'}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    parser.add_argument("--losses", nargs="+", default=LOSSES)
    parser.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    parser.add_argument("--out", type=Path, default=Path("runs/losses"))
    parser.add_argument("--set", nargs="*", default=[], help="as of `softjudge train`")
    return parser.parse_args()


def _run(place: Path, url: str, loss: str, seed: int, told: argparse.Namespace) -> None:
    settings = [
        f"name={place.name}",
        f"seed={seed}",
        f"rewards.url={url}",
        f"model.directory={told.out / 'start'}",
        f"objective.policy={_policy(loss)}",
        *told.set,
    ]
    steps = load(told.recipe, settings).steps
    if any(each["step"] == steps for each in JsonLines(place / "evaluations.jsonl").read()):
        return
    command = [sys.executable, "-m", "softjudge", "train", str(told.recipe)]
    command += ["--directory", str(place), "--resume"]
    subprocess.run([*command, *(f"--set={each}" for each in settings)], check=True)


def _policy(loss: str) -> str:
    """The loss as a table in TOML."""
    name, *fields = loss.split(",")
    table = ", ".join([f'name = "{name}"', *fields])
    return f"{{ {table} }}"


def _table(losses: Sequence[str], runs: Sequence[PlottedRun]) -> str:
    """Held-out pass rates of each loss, before and after, by seed."""
    lines = ["loss | before | after, by seed | mean | tokens clipped low, high"]
    for loss in losses:
        own = [run for run in runs if run.label == loss]
        curves = [run.held_out() for run in own]
        after = [curve[-1][1] for curve in curves]
        clipped = [
            statistics.fmean(value for run in own for _, value in run.curve(field))
            for field in ("clipped_low", "clipped_high")
        ]
        lines.append(
            f"{loss} | {statistics.fmean(curve[0][1] for curve in curves):.3f} | "
            f"{', '.join(f'{rate:.3f}' for rate in after)} | {statistics.fmean(after):.3f} | "
            f"{clipped[0]:.2%}, {clipped[1]:.2%}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
