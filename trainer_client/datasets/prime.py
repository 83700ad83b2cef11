"""PRIME's RL data (PRIME-RL/Eurus-2-RL-Data) in verl's form: `prompt` of messages,
`reward_model.ground_truth` JSON text `{"inputs", "outputs", "fn_name"}`.

The object may also stand in the row itself. Programs run behind the authors' imports, and outputs
are compared as their `testing_util.py` does, which is verl's `prime_code` too; returned values by
`==`, as there. The set has rows of mathematics (`ability` math), which are UnsupportedForm here.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.messages import asked, ground_truth
from trainer_client.datasets.pairs import paired_tests
from trainer_client.datasets.preambles import COMMON
from trainer_client.types import Compare, Problem


def item(fields: Fields) -> DatasetItem:
    if fields.text("ability", "code") == "math":
        raise fields.unsupported("ability", "answers in mathematics; make a MathProblem of them")
    return DatasetItem(
        id=fields.identity("id"),
        prompt=asked(fields, "prompt"),
        problem=Problem(
            language="python",
            tests=list(paired_tests(ground_truth(fields))),
            compare=Compare(mode="prime"),
        ),
        prefix=COMMON,
    )
