"""MBPP (google-research, Austin et al. 2021), the whole set and the sanitized one.

Whole: `text`, `code`, `test_setup_code`, `test_list`, `challenge_test_list`. Sanitized:
`prompt`, `code`, `test_imports`, `test_list`. As its authors judge: the program, then the
setup, then each statement of `test_list`; the challenge tests, which few rows have, are left
out. The prompt shows the tests, since it does not name the function otherwise. An answer must
define it: some are called like built-in functions (`sum`, `max`, `filter`).
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

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
    code = _unix(fields.text("code", ""))
    test = AssertTest(asserts=tests, setup=_unix(setup), entry_point=_function(code, tests))
    return DatasetItem(
        id=fields.identity("task_id"),
        prompt="\n".join([statement, "Your code should pass these tests:", *tests]),
        problem=Problem(language="python", tests=[test]),
        references=(code,) if code.strip() else (),
    )


def _function(code: str, tests: list[str]) -> str | None:
    """The function under test: the last that the published code defines of those that every
    statement calls. Without such code it is the only one that every statement calls, built-in
    ones aside if there are others. None where that leaves several or none."""
    try:
        names = [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
        called = [{*_called(ast.parse(test))} for test in tests]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    common = set.intersection(*called)
    if names:
        return next((name for name in reversed(names) if name in common), None)
    own = {name for name in common if not hasattr(builtins, name)} or common
    return own.pop() if len(own) == 1 else None


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def _unix(text: str) -> str:
    """The text without the carriage returns that the set was published with."""
    return text.replace("\r", "")
