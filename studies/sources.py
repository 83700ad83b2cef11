"""Few good sources of examples against more of them, to the same budget.

    python -m studies.sources

Four sources of programs differ in how often a step is wrong. Their quality is measured by the
service, and the best one, two or all four are mixed to the same number of examples.
"""

from __future__ import annotations

from studies.command import main
from studies.study import Arm, Claim, Study

ERRORS = {"a": 0.2, "b": 0.0, "c": 0.6, "d": 0.1}  # probability of a wrong step
_SOURCES = ", ".join(
    f'{{ name = "{name}", kind = "list_operations", count = 1024, tests = 4, '
    f"seed = {10 + number}, step_errors = {errors} }}"
    for number, (name, errors) in enumerate(ERRORS.items())
)
_COMMON = (
    f"sources=[{_SOURCES}]",
    "quality.examples=96",
    "mixture.wrong_answers=mixed",
)

STUDY = Study(
    name="sources",
    title="Few good sources against many",
    finding="Klear-Reasoner fine-tunes best on the one or two sources of the highest quality; "
    "adding more of lower quality does harm "
    "([2508.07629](https://arxiv.org/abs/2508.07629)). Here "
    "the steps of the programs of four sources are wrong with probability 0, 0.1, 0.2 and 0.6; the "
    "service ranks the sources by 96 examples each, and the best K are mixed to 768 examples. All "
    "answers are trained on, right or wrong, 80 steps of 32.",
    command="sft",
    recipe="lists_sft.toml",
    arms=tuple(
        Arm(label, (*_COMMON, f"mixture.top={top}"))
        for label, top in (("top 1", 1), ("top 2", 2), ("all 4", 4))
    ),
    claims=(Claim("top 1", "all 4"), Claim("top 2", "all 4"), Claim("top 1", "top 2")),
    limits="The sources have problems of the same kind, so that more of them bring no diversity; "
    "what is left is the quality of their answers.",
)

if __name__ == "__main__":
    main(STUDY)
