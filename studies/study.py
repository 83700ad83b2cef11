"""What a study is: arms that differ in one thing, and what is claimed of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
LISTS = "../recipes/tiny-cpu.toml"  # of the studies of reinforcement learning


@dataclass(frozen=True, slots=True)
class Arm:
    """One way of training. `settings` are what it changes of the recipe, as `--set` takes them."""

    label: str
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """That one arm ends with a higher held-out pass rate than another, by their labels."""

    better: str
    worse: str


@dataclass(frozen=True, slots=True)
class Study:
    """One question, its arms and its claims.

    name      of its module, page and plot
    finding   what the paper says, with its section
    command   the command of `softjudge` that trains an arm
    recipe    a file, its path from this folder
    limits    what the study cannot show
    """

    name: str
    title: str
    finding: str
    command: Literal["train", "sft"]
    recipe: str
    arms: tuple[Arm, ...]
    claims: tuple[Claim, ...]
    limits: str

    def restricted(self, labels: Sequence[str]) -> Study:
        """The same with these arms alone, and what is claimed of them."""
        return replace(
            self,
            arms=tuple(arm for arm in self.arms if arm.label in labels),
            claims=tuple(
                claim for claim in self.claims if {claim.better, claim.worse} <= set(labels)
            ),
        )

    @property
    def recipe_path(self) -> Path:
        return HERE / self.recipe
