"""Losses against each other: what becomes of the gradient of clipped tokens.

    python -m studies.clipping
    python -m studies.clipping --losses gppo,beta_low=0.5 ppo_clip --seeds 1 --pages runs \\
        --set optimiser.learning_rate=1e-4

A loss is its name, and after commas what differs from its defaults. The first one is held
against each other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studies.command import carry_out, parser
from studies.study import HERE, LISTS, Arm, Claim, Study

LOSSES = ("gppo,beta_low=0.25", "gppo", "clip_higher", "cispo", "ppo_clip")


def study(losses: Sequence[str], recipe: Path) -> Study:
    """Each loss is an arm of `recipe`."""
    return Study(
        name="clipping",
        title="GPPO against other ways of clipping",
        finding="Klear-Reasoner's GPPO keeps a bounded gradient of clipped tokens, and ended above "
        "clip-higher and CISPO ([2508.07629](https://arxiv.org/abs/2508.07629)). "
        "Here each batch is trained on twice in two mini-batches, so that ratios leave 1; at which "
        "rates GPPO is stable is on [a page of its own](../benchmarks/gppo-stability.md).",
        command="train",
        recipe=str(recipe),
        arms=tuple(Arm(loss, (f"objective.policy={_policy(loss)}",)) for loss in losses),
        claims=tuple(Claim(losses[0], other) for other in losses[1:]),
        limits="All losses have one learning rate, which need not be the best for each of them.",
    )


def _policy(loss: str) -> str:
    """The loss as a table in TOML."""
    name, *fields = loss.split(",")
    table = ", ".join([f'name = "{name}"', *fields])
    return f"{{ {table} }}"


def main() -> None:
    options = parser(__doc__)
    options.add_argument("--losses", nargs="+", default=LOSSES)
    options.add_argument("--recipe", type=Path, default=HERE / LISTS)
    told = options.parse_args()
    carry_out(study(told.losses, told.recipe.absolute()), told)


if __name__ == "__main__":
    main()
