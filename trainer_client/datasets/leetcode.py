"""LeetCode tasks as rllm publishes them: `problem`, `starter_code`, `solution` or
`solutions`, `tests` with `check(candidate)` and the call `check(Solution().method)`.

`tests` is the code, or `{"functional": code}`. Programs run behind a preamble of imports.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.functional import functional_test
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.preambles import LEETCODE, NODES
from trainer_client.types import Problem


def item(fields: Fields) -> DatasetItem:
    published = fields.value("tests")
    code = published if isinstance(published, str) else fields.object("tests").text("functional")
    solution = "solution" if fields.has("solution") else "solutions"
    return DatasetItem(
        id=fields.identity("id"),
        prompt=fields.text("problem"),
        problem=Problem(language="python", tests=[functional_test(code)]),
        prefix=LEETCODE + NODES,
        references=(fields.text(solution),) if fields.has(solution) else (),
    )
