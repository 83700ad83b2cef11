"""HumanEval's and MBPP's solutions and a broken variant of each, judged by calls."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from signal import alarm

from pydantic import JsonValue

from benchmarks.speed.loads import Load, Program, Run, items
from tests.acceptance.mutants import variants
from trainer_client import AssertTest, CallTest, Problem
from trainer_client.datasets import DatasetItem

EVERY = 4  # problem of those that will do
VARIANTS = 6  # tried until one ends


@dataclass(frozen=True, slots=True)
class Call:
    """What one assertion says: the function returns `expected` for `args`."""

    function: str
    args: list[JsonValue]
    expected: JsonValue

    @property
    def script(self) -> str:
        return f"assert {self.function}(*{self.args!r}) == {self.expected!r}\n"

    @property
    def exact_script(self) -> str:
        return f"assert repr({self.function}(*{self.args!r})) == {repr(self.expected)!r}\n"

    @property
    def test(self) -> CallTest:
        return CallTest(function=self.function, args=self.args, expected=self.expected)


def functions() -> Load:
    """Of problems whose every assertion compares a call with a literal that JSON can carry.

    Where a solution returns 16.0 for 16, softjudge's calls and a bare assertion disagree: not here.
    """
    problems: dict[str, Problem] = {}
    programs: list[Program] = []
    for item, calls in islice(_called(), 0, None, EVERY):
        right = item.program(item.references[0])
        if any(_status(f"{right}\n{call.exact_script}") for call in calls):
            continue
        tests = [call.test for call in calls]
        problems[item.id] = Problem(language="python", tests=list(tests))
        programs.append(_program(item.id, right, calls, passes=len(calls)))
        changed = islice(variants(right, item.prefix.count("\n")), VARIANTS)
        broken = (_program(item.id, each, calls, passes=None) for each in changed)
        programs += islice((each for each in broken if not _hangs(each)), 1)
    return Load("b", "HumanEval and MBPP, right and broken", problems, tuple(programs))


def _program(problem: str, code: str, calls: list[Call], passes: int | None) -> Program:
    runs = tuple(Run(f"{code}\n{call.script}") for call in calls)
    return Program(problem, code, runs, passes)


def _called() -> Iterator[tuple[DatasetItem, list[Call]]]:
    for name, file in (("humaneval", "humaneval.jsonl.gz"), ("mbpp", "mbpp.jsonl.gz")):
        for item in items(name, file):
            [test] = [each for each in item.problem.tests or () if isinstance(each, AssertTest)]
            source = test.check or "\n".join(test.asserts or ())
            asserts = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Assert)]
            calls = [call for each in asserts if (call := _call(each, test.entry_point))]
            if calls and len(calls) == len(asserts) and not test.setup:
                yield item, calls


def _call(node: ast.Assert, entry_point: str | None) -> Call | None:
    match node.test:
        case ast.Compare(
            left=ast.Call(func=ast.Name(id=name), args=[_, *_] as args, keywords=[]),
            ops=[ast.Eq()],
            comparators=[wanted],
        ):
            try:
                *given, expected = (ast.literal_eval(each) for each in (*args, wanted))
                if json.loads(json.dumps([given, expected])) != [given, expected]:
                    return None
            except (TypeError, ValueError):
                return None
            return Call(entry_point or name, given, expected)
    return None


def _hangs(program: Program) -> bool:
    """Whether a test of it is still running after a second: such a change is left to load f."""
    return any(os.WIFSIGNALED(_status(run.source)) for run in program.runs)


def _status(source: str) -> int:
    """What the kernel says of a fork that runs it, and that a second ends."""
    child = os.fork()
    if child == 0:
        alarm(1)
        try:
            exec(compile(source, "main.py", "exec"), {"__name__": "__main__"})
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1]
