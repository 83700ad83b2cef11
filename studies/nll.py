"""The weight of the likelihood term: negative log-likelihood of rollouts that passed every test.

python -m studies.nll
"""

from __future__ import annotations

from studies.command import main
from studies.study import LISTS, Arm, Claim, Study

STUDY = Study(
    name="nll",
    title="Weight of the likelihood term",
    finding="Klear-Reasoner adds alpha times the mean negative log-likelihood of passing rollouts "
    "to the loss, and finds alpha 0.1 better than none "
    "([2508.07629](https://arxiv.org/abs/2508.07629)). Here "
    "with GPPO, on batches of 128 rollouts.",
    command="train",
    recipe=LISTS,
    arms=tuple(
        Arm(f"alpha {alpha}", (f"objective.nll_coefficient={alpha}",)) for alpha in (0.0, 0.1, 1.0)
    ),
    claims=(Claim("alpha 0.1", "alpha 0.0"), Claim("alpha 0.1", "alpha 1.0")),
    limits="Some tens of batches are few: what the term does late in training, when passing "
    "rollouts become alike, does not show.",
)

if __name__ == "__main__":
    main(STUDY)
