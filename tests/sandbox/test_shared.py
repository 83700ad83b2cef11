"""Checks compiled into the program: for languages without proxies, where asked for."""

from __future__ import annotations

import pytest

from sandbox import AssertCase, CheckReport, Execution, Limits
from tests.sandbox.box import Box

TWICE = "int twice(int x) { return 2 * x; }"


def checked(box: Box, source: str, case: AssertCase, language: str = "cpp") -> Execution:
    return box.run(source, [case], Limits(cpu_s=1), language)[0]


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        (TWICE, "passed"),
        (TWICE.replace("2", "3"), "failed"),
        ("#include <cstdlib>\nint twice(int x) { exit(3); }", "failed"),
        ("#include <cstdlib>\nint twice(int x) { abort(); }", "failed"),
        ("int twice(int x) { for (volatile int i = 0;;) i++; }", "failed"),
    ],
    ids=["right", "wrong", "exits", "aborts", "loops"],
)
def test_cpp(quick: Box, source: str, outcome: str) -> None:
    setup = "#undef NDEBUG\n#include <cassert>\n"
    case = AssertCase("int main() { assert(twice(4) == 8); }", setup, shared=True)
    seen = checked(quick, source, case)
    assert seen.check is not None
    assert seen.check.outcome == outcome


def test_the_failed_assertion_is_told(quick: Box) -> None:
    case = AssertCase("#include <cassert>\nint main() { assert(twice(4) == 9); }", shared=True)
    report = checked(quick, TWICE, case).check
    assert report is not None
    assert "twice(4) == 9" in report.message


def test_a_check_that_does_not_compile_with_the_program(quick: Box) -> None:
    case = AssertCase("int main() { return thrice(4); }", shared=True)
    report, seen = quick.report(TWICE, [case, case], language="cpp")
    assert (report.ok, seen) == (False, [])
    assert "thrice" in report.message


def test_each_check_is_a_program_of_its_own(quick: Box) -> None:
    cases = [
        AssertCase(f"int main() {{ return twice({n}) != {2 * n}; }}", shared=True) for n in range(3)
    ]
    seen = quick.run(TWICE, cases, language="cpp")
    assert [each.check for each in seen] == [CheckReport("passed")] * 3


def test_python(quick: Box) -> None:
    check = "def check(candidate):\n    assert candidate(4) == 8"
    case = AssertCase(check, "import math", "twice", shared=True)
    source = "def twice(x): return 2 * x"
    assert checked(quick, source, case, "python").check == CheckReport("passed")
    wrong = checked(quick, "def twice(x): return x", case, "python").check
    assert wrong == CheckReport("failed", "AssertionError")


def test_the_entry_point_must_be_the_programs(quick: Box) -> None:
    forms = ["assert sum([1, 2]) == 3", "def check(candidate): assert candidate([1, 2]) == 3"]
    cases = [AssertCase(check, "", "sum", shared=True) for check in forms]
    own = quick.run("def sum(x): return x[0] + x[1]", cases)
    assert [each.check for each in own] == [CheckReport("passed")] * 2
    empty = quick.run("def check(f): pass", cases)
    assert [each.check for each in empty] == [CheckReport("failed", "KeyError: 'sum'")] * 2


@pytest.mark.parametrize("source", ["", "def other(): pass", "import math as sum"])
def test_built_in_functions_alone_pass_nothing(quick: Box, source: str) -> None:
    sums = AssertCase("assert sum([1, 2]) == 3", shared=True)
    report = checked(quick, source, sums, "python").check
    assert report is not None
    assert report.outcome == "failed"


def test_a_function_named_like_a_built_in_one_passes(quick: Box) -> None:
    sums = AssertCase("assert sum([1, 2]) == 3", shared=True)
    for source in ("def sum(x): return x[0] + x[1]", "from builtins import sum"):
        assert checked(quick, source, sums, "python").check == CheckReport("passed")


def test_a_program_that_ends_itself_passes_here(quick: Box) -> None:
    """Why this form is not the default."""
    case = AssertCase("assert twice(4) == 8", shared=True)
    seen = checked(quick, "import os\ndef twice(x): os._exit(0)", case, "python")
    assert seen.check == CheckReport("passed")
    kept_apart = quick.check("import os\ndef twice(x): os._exit(0)", case.check)
    assert kept_apart.outcome == "candidate_gone"
