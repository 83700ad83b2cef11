"""CodeContests (google-deepmind/code_contests, deepmind/code_contests).

`public_tests`, `private_tests`, `generated_tests`: `{"input": [...], "output": [...]}`;
`time_limit` `{"seconds", "nanos"}` or null; `memory_limit_bytes`; `solutions`
`{"language": [...], "solution": [...]}` with languages numbered as in contest_problem.proto.
The limits are those of the original judge, for every language.
"""

from __future__ import annotations

from trainer_client.datasets.fields import Fields
from trainer_client.datasets.item import DatasetItem
from trainer_client.types import Limits, Problem, StdioTest

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
        problem=Problem(language="python", tests=list(tests), limits=_limits(fields)),
        references=_solutions(fields),
    )


def _tests(group: Fields) -> list[StdioTest]:
    inputs, outputs = group.texts("input"), group.texts("output")
    if len(inputs) != len(outputs):
        raise group.malformed("output", f"has {len(outputs)} items for {len(inputs)} inputs")
    pairs = zip(inputs, outputs, strict=True)
    return [StdioTest(stdin=stdin, stdout=stdout) for stdin, stdout in pairs]


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
    solutions = fields.object("solutions")
    pairs = zip(solutions.items("language"), solutions.texts("solution"), strict=False)
    return tuple(source for language, source in pairs if language == PYTHON3)
