"""Correct answers alone against wrong ones kept on hard problems.

    python -m studies.wrong_answers

One source with four programs for each sentence, of which many are wrong, the more the longer the
sentence is. The mixtures have the same number of examples.
"""

from __future__ import annotations

from studies.command import main
from studies.study import Arm, Claim, Study

_SOURCE = (
    '{ name = "lists", kind = "list_operations", count = 256, answers = 4, tests = 4, seed = 10, '
    "step_errors = 0.25 }"
)
_COMMON = (
    f"sources=[{_SOURCE}]",
    "mixture.examples=384",
)

STUDY = Study(
    name="wrong_answers",
    title="Wrong answers on hard problems",
    finding="Klear-Reasoner keeps wrong answers to hard problems when it fine-tunes: there they "
    "help, and on easy problems they do harm "
    "([2508.07629](https://arxiv.org/abs/2508.07629)). Here a "
    "source has four programs for each of 256 sentences, each step wrong with probability 0.25; a "
    "problem is hard if fewer than half of its programs pass. Each mixture has 384 examples, "
    "trained on for 80 steps of 32.",
    command="sft",
    recipe="lists_sft.toml",
    arms=tuple(
        Arm(policy.replace("_", " "), (*_COMMON, f"mixture.wrong_answers={policy}"))
        for policy in ("correct_only", "keep_wrong_on_hard", "mixed")
    ),
    claims=(
        Claim("keep wrong on hard", "correct only"),
        Claim("keep wrong on hard", "mixed"),
        Claim("correct only", "mixed"),
    ),
    limits="The answers are programs without reasoning before them. A wrong one has wrong steps "
    "drawn at random, while a wrong chain of thought of a strong model is right in most of its "
    "steps.",
)

if __name__ == "__main__":
    main(STUDY)
