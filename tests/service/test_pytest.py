"""pytest and unittest files as tests: every collected test has a verdict of its own."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.service.admitted import objections
from tests.service.judged import Judged

FILE = """
import unittest

import pytest
from leap import leap_year


class LeapTest(unittest.TestCase):
    def test_by_four(self):
        self.assertIs(leap_year(1996), True)

    def test_by_hundred(self):
        self.assertIs(leap_year(1900), False)


@pytest.mark.skip
def test_later():
    assert False


@pytest.mark.parametrize("year", [1, 2])
def test_common(year):
    assert leap_year(year) is False
"""
TEST: dict[str, Any] = {"kind": "pytest", "module": "leap", "files": {"leap_test.py": FILE}}
RIGHT = "def leap_year(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)"
HALF = "def leap_year(y): return y % 4 == 0"


def test_every_collected_test_counts_but_skipped_ones(judged: Judged) -> None:
    right = judged.result(RIGHT, tests=[TEST])
    assert (right.reward, right.passed, right.total) == (1.0, 4, 4)
    half = judged.result(HALF, tests=[TEST])
    assert (half.reward, half.passed, half.total) == (0.75, 3, 4)
    assert {test.name: test.verdict.value for test in half.tests} == {
        "1.leap_test.py::LeapTest::test_by_four": "passed",
        "1.leap_test.py::LeapTest::test_by_hundred": "wrong_answer",
        "1.leap_test.py::test_common[1]": "passed",
        "1.leap_test.py::test_common[2]": "passed",
    }


def test_they_share_the_weight(judged: Judged) -> None:
    call = {"kind": "call", "function": "leap_year", "args": [2000], "expected": True}
    tests = [{**TEST, "weight": 4}, {**call, "weight": 4}]
    half = judged.result(HALF, tests=tests)
    assert half.reward == pytest.approx(7 / 8)
    assert (half.passed, half.total) == (4, 5)


EXITS = "def leap_year(y):\n    if y == 1900: __import__('os')._exit(0)\n    return y % 4 == 0"
UNFAIR = [
    ("import os; os._exit(0)", ["runtime_error"]),
    ("def another_name(y): return True", ["wrong_answer"]),
    ("def leap_year(y):\n    while True: pass", ["time_limit"]),
    ("def leap_year(y:", ["compile_error"]),
    (EXITS, ["passed", "runtime_error", "runtime_error", "runtime_error"]),
    ("def leap_year(y): raise KeyboardInterrupt", ["not_run"] * 5),
    ("import pytest\ndef leap_year(y): pytest.skip('not now')", ["runtime_error"] * 4),
    ("import unittest\ndef leap_year(y): raise unittest.SkipTest", ["runtime_error"] * 4),
]


@pytest.mark.parametrize(("code", "verdicts"), UNFAIR)
def test_no_end_of_the_program_is_a_pass(judged: Judged, code: str, verdicts: list[str]) -> None:
    assert judged.verdicts(code, tests=[TEST], limits={"cpu_s": 2}) == verdicts


NOT_THE_PROGRAM = [
    "import no_such_module",
    "x = 1",
    "import pytest\n@pytest.mark.skip\ndef test_a(): pass",
    "def test_a(:",
]


@pytest.mark.parametrize("text", NOT_THE_PROGRAM)
def test_files_that_test_nothing_are_not_run(judged: Judged, text: str) -> None:
    result = judged.result(RIGHT, tests=[{**TEST, "files": {"test_it.py": text}}])
    assert (result.reward, result.total) == (0.0, 1)
    [test] = result.tests
    assert test.verdict.value == "not_run"
    assert test.message


def test_many_messages_are_bounded_together(judged: Judged) -> None:
    text = (
        "import pytest, leap\n@pytest.mark.parametrize('n', range(600))\n"
        "def test_it(n): assert leap.leap_year(n) == 'x' * 400"
    )
    result = judged.result(HALF, tests=[{**TEST, "files": {"test_it.py": text}}])
    assert result.total == 600
    assert len(result.model_dump_json()) < 600_000


SUBCLASS = """
from leap import Year

class Late(Year):
    def number(self):
        return super().number() + 1000

def test_subclass():
    assert Late(996).leaps() is True

def test_operator():
    assert (Year(1995) + 1).leaps() is True

def test_hundred():
    assert Year(1900).leaps() is False
"""
YEAR = """
class Year:
    def __init__(self, year): self.year = year
    def __add__(self, years): return Year(self.year + years)
    def number(self): return self.year
    def leaps(self): return self.number() % 4 == 0
"""


def test_in_the_programs_own_process_where_asked(judged: Judged) -> None:
    tests = [{**TEST, "files": {"test_leap.py": SUBCLASS}}]
    result = judged.result(YEAR, tests=tests, isolation="shared")
    assert (result.passed, result.total) == (2, 3)
    assert result.sandbox is not None
    assert result.sandbox.isolation == "shared"
    apart = judged.result(YEAR, tests=tests)
    assert apart.sandbox is not None
    assert (apart.passed, apart.sandbox.isolation) == (0, "separate")
    exits = judged.verdicts(EXITS, tests=[TEST], isolation="shared")
    assert exits == ["passed", *["runtime_error"] * 4]  # that one was to be skipped, nobody knows


def test_they_are_for_python() -> None:
    assert objections({"tests": [TEST]}) == []
    assert objections({"tests": [TEST], "language": "cpp"}) == [
        "problem.tests: 'pytest' tests are for python, not cpp"
    ]
    assert objections({"tests": [TEST], "isolation": "shared"}) == []
    stdio = {"kind": "stdio", "stdout": "1"}
    assert objections({"tests": [TEST, stdio], "isolation": "shared"}) == [
        "problem.tests: isolation: shared is for 'assert' or 'pytest' tests alone"
    ]
    with pytest.raises(ValidationError, match="files"):
        objections({"tests": [{**TEST, "files": {}}]})
