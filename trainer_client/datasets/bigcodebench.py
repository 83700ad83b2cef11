"""BigCodeBench (bigcode/bigcodebench and -hard): `task_id`, `complete_prompt`, `instruct_prompt`,
`canonical_solution`, `code_prompt`, `test`, `entry_point`.

An answer continues the complete prompt; one that writes the whole function again is a program
too. `test` is a unittest class, which the authors run behind the answer, in its module: here it
imports everything from the program, in the program's own process (`isolation: shared`), since it
patches what the program uses. Answers use many packages that a sandbox may not have.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.kodcode import MODULE, pytest_test
from trainer_client.types import Problem


def item(fields: Fields) -> DatasetItem:
    prompt, entry_point = fields.text("complete_prompt"), fields.text("entry_point")
    imports = f"from {MODULE} import *\nfrom {MODULE} import {entry_point}\n"
    solution = fields.text("canonical_solution", "")
    return DatasetItem(
        id=fields.identity("task_id"),
        prompt=prompt,
        problem=Problem(
            language="python",
            tests=[pytest_test(imports + fields.text("test"))],
            isolation="shared",
        ),
        prefix=prompt,
        references=(solution,) if solution.strip() else (),
    )
