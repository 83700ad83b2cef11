"""The share of tests passed as the reward, against all or nothing.

python -m studies.soft_or_hard
"""

from __future__ import annotations

from studies.command import main
from studies.study import LISTS, Arm, Claim, Study

STUDY = Study(
    name="soft_or_hard",
    title="Soft against hard rewards",
    finding="Klear-Reasoner rewards a program by the share of tests that it passes, which beat a "
    "reward for passing all of them "
    "([2508.07629](https://arxiv.org/abs/2508.07629)). Here a task has 5 "
    "tests, and groups whose soft rewards do not vary are refilled in both arms.",
    command="train",
    recipe=LISTS,
    arms=(
        Arm("soft", ("advantages.reward=pass_rate",)),
        Arm("hard", ("advantages.reward=hard",)),
    ),
    claims=(Claim("soft", "hard"),),
    limits="The tests of a task are lists at random, and many wrong programs pass some of them "
    "(short lists), so a soft reward also pays for luck.",
)

if __name__ == "__main__":
    main(STUDY)
