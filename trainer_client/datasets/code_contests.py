"""CodeContests (google-deepmind/code_contests, deepmind/code_contests).

`public_tests`, `private_tests`, `generated_tests`: `{"input": [...], "output": [...]}`;
`time_limit` `{"seconds", "nanos"}` or null; `memory_limit_bytes`; `solutions`
`{"language": [...], "solution": [...]}` with languages numbered as in contest_problem.proto.
The limits are those of the original judge, for every language. Outputs are compared as the authors'
`OutputsMatch` does.
"""

from __future__ import annotations

from typing import Any

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.types import Compare, Limits, Problem, StdioTest

GROUPS = ("public_tests", "private_tests", "generated_tests")
PYTHON3 = 3
MEBIBYTE = 1 << 20


def item(fields: Fields) -> DatasetItem:
    for name in ("input_file", "output_file"):
        if fields.text(name, ""):
            raise fields.unsupported(name, "programs that read or write named files")
    tests = [test for name in GROUPS if fields.has(name) for test in _tests(fields.object(name))]
    if not tests:
        raise fields.malformed("", "has no test")
    return DatasetItem(
        id=fields.identity("name"),
        prompt=fields.text("description"),
        problem=Problem(
            language="python",
            tests=list(tests),
            limits=_limits(fields),
            compare=Compare(mode="code_contests"),
        ),
        references=_solutions(fields),
    )


def _tests(group: Fields) -> list[StdioTest]:
    pairs = _columns(group, "input", "output")
    return [StdioTest(stdin=stdin, stdout=stdout) for stdin, stdout in pairs]


def _columns(fields: Fields, left: str, right: str) -> list[tuple[Any, str]]:
    """Two lists of the same length, the right one of strings, as pairs."""
    lefts, rights = fields.items(left), fields.texts(right)
    if len(lefts) != len(rights):
        raise fields.malformed(right, f"has {len(rights)} items for {len(lefts)} of {left}")
    return list(zip(lefts, rights, strict=True))


def _limits(fields: Fields) -> Limits:
    cpu_s = 0.0
    if fields.has("time_limit"):
        limit = fields.object("time_limit")
        cpu_s = limit.number_of("seconds", 0) + limit.number_of("nanos", 0) / 1e9
    memory_mb = int(fields.number_of("memory_limit_bytes", 0) // MEBIBYTE)
    return Limits(cpu_s=cpu_s or None, memory_mb=memory_mb or None)


def _solutions(fields: Fields) -> tuple[str, ...]:
    if not fields.has("solutions"):
        return ()
    pairs = _columns(fields.object("solutions"), "language", "solution")
    return tuple(source for language, source in pairs if language == PYTHON3)
