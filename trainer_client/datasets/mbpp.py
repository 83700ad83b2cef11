"""MBPP (google-research, Austin et al. 2021), the whole set and the sanitized one.

Whole: `text`, `code`, `test_setup_code`, `test_list`, `challenge_test_list`. Sanitized:
`prompt`, `code`, `test_imports`, `test_list`. As its authors judge: the program, then the
setup, then each statement of `test_list`; the challenge tests, which few rows have, are left
out. The prompt shows the tests, since it does not name the function otherwise.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.types import AssertTest, Problem


def item(fields: Fields) -> DatasetItem:
    statement = fields.text("text" if fields.has("text") else "prompt")
    tests = [_unix(each) for each in fields.texts("test_list")]
    if not tests:
        raise fields.malformed("test_list", "has no test")
    imports = fields.texts("test_imports") if fields.has("test_imports") else []
    setup = "\n".join([*imports, fields.text("test_setup_code", "")])
    return DatasetItem(
        id=fields.identity("task_id"),
        prompt="\n".join([statement, "Your code should pass these tests:", *tests]),
        problem=Problem(language="python", tests=[AssertTest(asserts=tests, setup=_unix(setup))]),
        references=(_unix(fields.text("code")),),
    )


def _unix(text: str) -> str:
    """The text without the carriage returns that the set was published with."""
    return text.replace("\r", "")
