"""KodCode (KodCode/KodCode-V1 and its RL and SFT sets): `question`, `solution`, `test` and
`test_info`, which declares the functions under test.

`test` is a pytest file that imports the answer as `solution`.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.datasets.messages import unfenced, with_starter
from trainer_client.types import Problem, PytestTest

MODULE, FILE = "solution", "test_solution.py"


def pytest_test(code: str) -> PytestTest:
    """The test of a file that imports the answer as `solution`."""
    return PytestTest(module=MODULE, files={FILE: code})


def item(fields: Fields) -> DatasetItem:
    code = fields.text("test")
    if not code.strip():
        raise fields.malformed("test", "has no test")
    solution = unfenced(fields.text("solution", ""))
    return DatasetItem(
        id=fields.identity("question_id", "id"),
        prompt=with_starter(fields.text("question"), _declarations(fields)),
        problem=Problem(language="python", tests=[pytest_test(code)]),
        references=(solution,) if solution.strip() else (),
    )


def _declarations(fields: Fields) -> str:
    """What an answer must define, where the statement does not show it."""
    if not fields.has("test_info"):
        return ""
    declared = [each.text("function_declaration", "") for each in fields.objects("test_info")]
    return "\n".join(line for line in declared if line not in fields.text("question"))
