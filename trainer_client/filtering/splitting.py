"""HumanEval's `check(candidate)` as a test for each of its assertions, so that each has a verdict.

An assertion of the check's body becomes a check of its own, behind everything in the body that
asserts nothing, such as imports and constants. A loop with assertions in it stays whole.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from trainer_client.types import AssertTest, Problem, Test

MOST_PARTS = 200  # of one check; one with more stays whole


def split(problem: Problem) -> Problem:
    """The problem with such checks split; itself where there is none to split."""
    tests = [part for test in problem.tests or () for part in _parts(test)]
    if len(tests) == len(problem.tests or ()):
        return problem
    return problem.model_copy(update={"tests": tests})


def _parts(test: Test) -> list[Test]:
    if not isinstance(test, AssertTest) or test.check is None or test.name is not None:
        return [test]
    try:
        module = ast.parse(test.check)
        checks = [_source(module, function, body) for function, body in _bodies(module)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [test]  # what is wrong with it is for the judge to say
    if not 1 < len(checks) <= MOST_PARTS:
        return [test]
    weight = test.weight / len(checks)
    return [test.model_copy(update={"check": each, "weight": weight}) for each in checks]


def _bodies(module: ast.Module) -> Iterator[tuple[ast.FunctionDef, list[ast.stmt]]]:
    """The function `check`, and for each of its assertions the body that has no other."""
    functions = [each for each in module.body if isinstance(each, ast.FunctionDef)]
    found = [each for each in functions if each.name == "check"]
    if len(found) != 1:
        return
    (function,) = found
    context: list[ast.stmt] = []
    for statement in function.body:
        if any(isinstance(node, ast.Return) for node in ast.walk(statement)):
            return  # what stands behind may not be reached
        if any(isinstance(node, ast.Assert) for node in ast.walk(statement)):
            yield function, [*context, statement]
        else:
            context.append(statement)


def _source(module: ast.Module, function: ast.FunctionDef, body: list[ast.stmt]) -> str:
    whole = function.body
    function.body = body
    try:
        return ast.unparse(module)
    finally:
        function.body = whole
