"""What is judged. Every load says how each of its programs is run without any judge, too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from trainer_client import AssertTest, Problem, StdioTest
from trainer_client.datasets import DatasetItem, form, open_rows

SMALL = 20_000  # bytes of stdin: the large pairs of contest packages run for seconds
PACKAGE_TESTS = 8
DATA = Path(os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[3] / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Run:
    """One test as a bare interpreter runs it: by its output, or by its exit code alone."""

    source: str
    stdin: str = ""
    stdout: str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """A program for a problem; `passes` is how many of its tests it passes, where that is known."""

    problem: str
    code: str
    runs: tuple[Run, ...]
    passes: int | None = None

    def copy(self, serial: int) -> Program:
        """The same program with another text, so that no cache knows it."""
        comment = "//" if self.code.startswith("#include") else "#"
        mark = f"\n{comment} {serial}\n"
        runs = tuple(replace(run, source=run.source + mark) for run in self.runs)
        return replace(self, code=self.code + mark, runs=runs)


@dataclass(frozen=True, slots=True)
class Load:
    key: str
    title: str
    problems: dict[str, Problem]
    programs: tuple[Program, ...]
    language: str = "python"
    patience_s: float = 10.0  # before a bare run is ended

    def sample(self, count: int, serial: int) -> list[Program]:
        """So many programs, none of them seen before under another serial number."""
        known = len(self.programs)
        return [self.programs[n % known].copy(serial + n) for n in range(count)]

    def tests(self, programs: list[Program]) -> int:
        return sum(len(program.runs) for program in programs)


class Whole(Load):
    """A load that is always judged whole, with its repetitions kept."""

    def sample(self, count: int, serial: int) -> list[Program]:
        return [program.copy(serial) for program in self.programs]


class Missing(Exception):
    """The data of a load is not here; the message says which."""


def stdio(key: str, title: str, code: str, pairs: list[tuple[str, str]], language: str) -> Load:
    """One program that passes all its stdio tests."""
    tests = [StdioTest(stdin=given, stdout=wanted) for given, wanted in pairs]
    runs = tuple(Run(code, given, wanted) for given, wanted in pairs)
    program = Program("0", code, runs, passes=len(runs))
    problems = {"0": Problem(language=language, tests=list(tests))}
    return Load(key, title, problems, (program,), language)


def trivial() -> Load:
    code = "a, b = map(int, input().split())\nprint(a + b)\n"
    pairs = [(f"{i} {7 * i}\n", f"{8 * i}\n") for i in range(16)]
    return stdio("a", "trivial stdio programs, 16 tests each", code, pairs, "python")


def compiled() -> Load:
    code = (
        "#include <bits/stdc++.h>\nusing namespace std;\n"
        "int main() { long long a, b; cin >> a >> b; cout << a + b << endl; }\n"
    )
    pairs = [(f"{i} {7 * i}\n", f"{8 * i}\n") for i in range(16)]
    return stdio("d", "C++ with bits/stdc++.h, compiled once, 16 tests", code, pairs, "cpp")


def numeric() -> Load:
    code = "import numpy as np\nprint(int(np.arange(int(input())).sum()))\n"
    pairs = [(f"{n}\n", f"{n * (n - 1) // 2}\n") for n in range(100, 116)]
    return stdio("e", "programs that import numpy, 16 tests each", code, pairs, "python")


def contests() -> Load:
    """LeetCode's published solutions."""
    problems: dict[str, Problem] = {}
    programs: list[Program] = []
    for item in islice(items("leetcode", "leetcode-train.jsonl.gz"), 400):
        [test] = [each for each in item.problem.tests or () if isinstance(each, AssertTest)]
        if test.setup or not item.references:
            continue  # lists and trees: a bare interpreter would need the check's helpers
        code = item.program(item.references[0])
        problems[item.id] = item.problem
        programs.append(Program(item.id, code, (Run(f"{code}\n{test.check}\n"),), passes=1))
    return Load("c", "LeetCode, published solutions", problems, tuple(programs))


def packages(directory: Path | None) -> Load:
    """An accepted Python submission of each Kattis package, on its first small tests."""
    if directory is None:
        raise Missing("no --kattis")
    problems: dict[str, Problem] = {}
    programs: list[Program] = []
    for item in form("kattis").load(directory):
        tests = [
            each
            for each in item.problem.tests or ()
            if isinstance(each, StdioTest) and len(each.stdin) <= SMALL
        ][:PACKAGE_TESTS]
        for answer in item.references[:1] if tests else ():
            problems[item.id] = item.problem.model_copy(update={"tests": tests})
            runs = tuple(Run(answer, each.stdin, each.stdout) for each in tests)
            programs.append(Program(item.id, answer, runs, passes=len(runs)))
    title = f"Kattis packages, accepted Python, {PACKAGE_TESTS} small tests of each"
    return Whole("k", title, problems, tuple(programs))


def items(name: str, file: str) -> Iterator[DatasetItem]:
    path = DATA / file
    if not path.exists():
        raise Missing(f"{file} is not in {DATA}")
    for number, row in enumerate(open_rows(path), 1):
        yield form(name).item(row, number)
