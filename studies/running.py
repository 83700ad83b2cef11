"""The runs of a study: every arm with every seed, one after the other, on one service.

A run that is there whole is not run again; one that was broken off goes on.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from softjudge.own_service import own_service
from studies.study import Arm, Study
from trainer_client.config import RunConfig, SftConfig, TrainingConfig, load_as
from trainer_client.reporting.plots import PlottedRun

KINDS: Mapping[str, type[TrainingConfig]] = {"train": RunConfig, "sft": SftConfig}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Held-out pass rates of one arm, by seed."""

    before: tuple[float, ...]
    after: tuple[float, ...]


def run(
    study: Study, seeds: Sequence[int], out: Path, settings: Sequence[str]
) -> Mapping[str, Outcome]:
    """What became of each arm, by its label. `settings` go before those of the arms."""
    with own_service(None) as url:
        for seed in seeds:
            for arm in study.arms:
                _train(study, arm, seed, out, [*settings, f"rewards.url={url}"])
    return {arm.label: _outcome(arm, seeds, out) for arm in study.arms}


def place_of(out: Path, arm: Arm, seed: int) -> Path:
    """The directory of one run."""
    return out / f"{arm.label.replace(' ', '-')}-{seed}"


def _train(study: Study, arm: Arm, seed: int, out: Path, common: Sequence[str]) -> None:
    place = place_of(out, arm, seed)
    settings = [
        f"name={place.name}",
        f"seed={seed}",
        f"model.directory={out.parent / 'start'}",
        *common,
        *arm.settings,
    ]
    if study.command == "sft":
        settings.append(f"quality.file={out / 'quality.jsonl'}")
    steps = load_as(KINDS[study.command], study.recipe_path, settings).steps
    if place.exists() and _ended(place, steps):
        return
    command = [sys.executable, "-m", "softjudge", study.command, str(study.recipe_path)]
    command += ["--directory", str(place), "--resume"]
    subprocess.run([*command, *(f"--set={each}" for each in settings)], check=True)


def _ended(place: Path, steps: int) -> bool:
    file = place / "evaluations.jsonl"
    return file.exists() and PlottedRun.read(place).held_out()[-1][0] == steps


def _outcome(arm: Arm, seeds: Sequence[int], out: Path) -> Outcome:
    curves = [PlottedRun.read(place_of(out, arm, seed)).held_out() for seed in seeds]
    return Outcome(
        before=tuple(curve[0][1] for curve in curves),
        after=tuple(curve[-1][1] for curve in curves),
    )
