"""HumanEval (openai/human-eval): `task_id`, `prompt`, `entry_point`, `canonical_solution`,
`test` with `check(candidate)`.

HumanEval+ of EvalPlus has the same fields. An answer continues the prompt; one that writes
the whole function again is a program too.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.types import AssertTest, Problem


def item(fields: Fields) -> DatasetItem:
    prompt = fields.text("prompt")
    test = AssertTest(check=fields.text("test"), entry_point=fields.text("entry_point"))
    return DatasetItem(
        id=fields.identity("task_id"),
        prompt=prompt,
        problem=Problem(language="python", tests=[test]),
        prefix=prompt,
        references=(fields.text("canonical_solution"),),
    )
