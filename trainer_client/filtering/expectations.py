"""What tests say of which input, where it can be read without running anything."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass

from trainer_client.filtering.values import Unreadable, agree, value_of
from trainer_client.types import AssertTest, CallTest, Problem, StdioTest, Test


@dataclass(frozen=True, slots=True)
class Truth:
    """Expected is anything that counts as true, or as false."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Expectation:
    """That `given` leads to one of `expected`; `shown` is how a person reads these."""

    test: str
    given: str
    expected: tuple[object, ...]
    shown: str

    def contradicts(self, other: Expectation) -> bool:
        """Whether nothing fulfils both."""
        return self.given == other.given and not any(
            _compatible(mine, theirs) for mine in self.expected for theirs in other.expected
        )


def expectations(problem: Problem) -> Iterator[Expectation]:
    """Those of a problem's tests, by the names that results have for them."""
    judged_otherwise = problem.checker is not None or problem.interactor is not None
    for number, test in enumerate(problem.tests or (), start=1):
        if not judged_otherwise or test.kind != "stdio":
            yield from _of(test, test.name or str(number))


def _of(test: Test, name: str) -> Iterator[Expectation]:
    match test:
        case StdioTest():
            accepted = (test.stdout, *test.accept)
            words = tuple(tuple(map(_word, each.split())) for each in accepted)
            yield Expectation(name, f"input {test.stdin.strip()}", words, repr(test.stdout[:80]))
        case CallTest():
            given = json.dumps([test.function, test.args, test.kwargs], sort_keys=True)
            shown = json.dumps(test.expected)[:80]
            yield Expectation(name, f"call {given}", (test.expected,), shown)
        case AssertTest(check=str(check)):
            yield from _of_check(name, check)
        case AssertTest():
            for part, statement in enumerate(test.asserts or (), start=1):
                yield from _of_source(f"{name}.{part}", statement)


def _of_source(name: str, source: str) -> Iterator[Expectation]:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    if len(body) == 1:
        yield from _of_statement(name, body[0])


def _of_check(name: str, source: str) -> Iterator[Expectation]:
    """Of a check whose last statement is its only assertion, as `splitting` makes them."""
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for each in module.body:
        if isinstance(each, ast.FunctionDef) and each.name == "check":
            asserting = [part for part in each.body if isinstance(part, ast.Assert)]
            if len(asserting) == 1 and each.body[-1] is asserting[0]:
                yield from _of_statement(name, asserting[0])


def _of_statement(name: str, statement: ast.stmt) -> Iterator[Expectation]:
    if not isinstance(statement, ast.Assert):
        return
    try:
        subject, expected = _read(statement.test)
    except Unreadable:
        return
    shown = str(expected.holds) if isinstance(expected, Truth) else repr(expected)[:80]
    yield Expectation(name, f"value of {ast.unparse(subject)}", (expected,), shown)


def _read(test: ast.expr) -> tuple[ast.expr, object]:
    """The subject of an assertion and its value. Raises Unreadable."""
    expected: object
    match test:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.Is()], comparators=[right]):
            subject, expected = _sides(left, right)
        case ast.Call(func=ast.Name(id="agrees_with"), args=[subject, ast.Constant(str(text))]):
            return subject, json.loads(text)  # as `datasets.calling` writes it
        case ast.UnaryOp(op=ast.Not(), operand=subject):
            expected = Truth(False)
        case _:
            subject, expected = test, Truth(True)
    if not _closed_call(subject):
        raise Unreadable
    return subject, expected


def _sides(left: ast.expr, right: ast.expr) -> tuple[ast.expr, object]:
    """The subject and the value that it is compared with, which may stand on either side."""
    try:
        return left, value_of(right)
    except Unreadable:
        return right, value_of(left)


def _closed_call(node: ast.expr) -> bool:
    """Whether it calls something, and all that it names is what it calls: its value does not
    depend on variables of the test."""
    called = {id(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
    names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
    return bool(called) and bool(names) and all(id(each) in called for each in names)


def _compatible(mine: object, theirs: object) -> bool:
    if isinstance(mine, Truth) and isinstance(theirs, Truth):
        return mine == theirs
    if isinstance(mine, Truth):
        return mine.holds == bool(theirs)
    if isinstance(theirs, Truth):
        return theirs.holds == bool(mine)
    return agree(mine, theirs)


def _word(word: str) -> object:
    """A word of an output; decimal numbers that differ in their form alone are the same."""
    if "." in word or "e" in word.lower():
        try:
            return float(f"{float(word):.6g}")
        except ValueError:
            pass
    return word.casefold()
