"""Checks: what a test may do with a program that lives in another process."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import AssertCase, CheckReport, Limits, StdioCase
from tests.sandbox.box import Box

ADD = "def add(a, b):\n    return a + b\n"


def passes(box: Box, source: str, check: str, entry_point: str | None = None) -> None:
    report = box.check(textwrap.dedent(source), textwrap.dedent(check), entry_point)
    assert report == CheckReport("passed")


# --- forms and outcomes -------------------------------------------------------------------


def test_humaneval_form(quick: Box) -> None:
    check = "METADATA = {'author': 'x'}\n\ndef check(candidate):\n    assert candidate(1, 2) == 3\n"
    assert quick.check(ADD, check, "add").outcome == "passed"
    wrong = ADD.replace("+", "-")
    report = quick.check(wrong, check, "add")
    assert report.outcome == "failed"
    assert "assert candidate(1, 2) == 3" in report.message


def test_humaneval_form_may_use_other_names_of_the_program(quick: Box) -> None:
    """As HumanEval/32 does with `poly`."""
    check = "def check(candidate):\n    assert twice(candidate(1, 2)) == 6"
    assert quick.check(ADD + "def twice(x): return 2 * x", check, "add").outcome == "passed"


def test_mbpp_form(quick: Box) -> None:
    assert quick.check(ADD, "assert add(1, 2) == 3").outcome == "passed"
    report = quick.check(ADD, "assert add(1, 2) == 4")
    assert (report.outcome, "assert add(1, 2) == 4" in report.message) == ("failed", True)


def test_setup_runs_first_in_the_check(quick: Box) -> None:
    setup = "import math\nclass Node:\n    def __init__(self, v): self.v = v\nROOT = Node(7)"
    check = "assert math.isclose(add(ROOT.v, 0.5), 7.5)"
    assert quick.check(ADD, check, setup=setup).outcome == "passed"


@pytest.mark.parametrize(
    ("source", "check", "entry_point", "expected"),
    [
        (ADD, "assert add(1, 2) == 3", None, "passed"),
        (ADD, "", None, "failed"),
        (ADD, "assert add(1, 2) == 4", None, "failed"),
        (ADD, "raise ValueError('own')", None, "failed"),
        (ADD, "assert sub(1, 2) == 3", None, "failed"),
        (ADD, "def check(candidate): candidate(1, 1)", "sub", "failed"),
        ("def add(a, b): raise KeyError(a)", "assert add(1, 2) == 3", None, "candidate_error"),
        ("def add(a, b): assert False", "assert add(1, 2) == 3", None, "candidate_error"),
        ("def add(a): return a", "assert add(1, 2) == 3", None, "candidate_error"),
        ("def add(a, b): exit()", "assert add(1, 2) == 3", None, "candidate_error"),
        ("import os\ndef add(a, b): os._exit(0)", "assert add(1, 2)", None, "candidate_gone"),
        ("raise ValueError", "assert add(1, 2)", None, "candidate_gone"),
        ("exit()", "assert add(1, 2)", None, "candidate_gone"),
        (ADD, "assert add(1, 2) = 3", None, "check_error"),
        (ADD, "def check(candidate):\npass", "add", "check_error"),
        (ADD, "\0", None, "check_error"),
    ],
)
def test_outcomes(
    quick: Box, source: str, check: str, entry_point: str | None, expected: str
) -> None:
    assert quick.check(source, check, entry_point).outcome == expected


def test_a_program_that_does_not_parse_gets_no_check(quick: Box) -> None:
    report, seen = quick.report("def add(a, b: return", [AssertCase("assert True")])
    assert (report.ok, seen) == (False, [])


def test_a_report_does_not_count_as_output(quick: Box) -> None:
    check = "assert f() == 5, 'm' * 5000"
    report = quick.check("def f(): return 6", check, limits=Limits(output_kb=1))
    assert report.outcome == "failed"
    assert "m" * 1500 in report.message


def test_checks_are_independent(quick: Box) -> None:
    source = "state = []\ndef f(x):\n    state.append(x)\n    return len(state)"
    cases = [AssertCase("assert f(1) == 1\nassert f(1) == 2")] * 3
    assert [each.check for each in quick.run(source, cases)] == [CheckReport("passed")] * 3


def test_kinds_of_cases_may_be_mixed(quick: Box) -> None:
    seen = quick.run(f"{ADD}print(__name__)", [StdioCase(), AssertCase("assert add(1, 1) == 2")])
    assert seen[0].stdout == b"__main__\n"
    assert (seen[1].stdout, seen[1].check) == (b"solution\n", CheckReport("passed"))


def test_a_candidate_that_is_not_asked_any_more_may_linger(quick: Box) -> None:
    """Its threads cost nothing once the check is done."""
    source = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    seen = quick.run(source + ADD, [AssertCase("assert add(1, 2) == 3")], Limits(wall_s=20))[0]
    assert seen.check == CheckReport("passed")
    assert seen.limit is None


# --- what crosses -------------------------------------------------------------------------


def test_arguments_changed_in_place_are_seen(quick: Box) -> None:
    source = """
        def change(items, table, group, raw):
            items.sort(); items.append(4); items[0][0] = "x"
            table["new"] = table.pop("old"); group.add(3); raw[0] = 9
    """
    check = """
        inner = [1]
        items, table, group, raw = [[2], inner], {"old": 1}, {1}, bytearray(b"ab")
        alias = items
        assert change(items, table, group, raw) is None
        assert items == [["x"], [2], 4], items
        assert alias is items
        assert table == {"new": 1} and group == {1, 3} and raw == bytearray(b"\\x09b")
    """
    passes(quick, source, check)


def test_nested_lists_keep_their_identity(quick: Box) -> None:
    check = """
        row = [1, 2]
        grid = [row, [3]]
        fill(grid)
        assert grid[0] is row and row == [0, 0], row
    """
    passes(quick, "def fill(g):\n    for i in range(2): g[0][i] = 0", check)


def test_shrinking_and_growing_arguments(quick: Box) -> None:
    check = """
        a, b, c = [1, 2, 3], [1], {"k": [1], "gone": 2}
        resize(a, b, c)
        assert (a, b, c) == ([1], [1, 2, 3], {"k": [1, 5], "n": 1}), (a, b, c)
    """
    source = """
        def resize(a, b, c):
            del a[1:]; b += [2, 3]; c["k"].append(5); del c["gone"]; c["n"] = 1
    """
    passes(quick, source, check)


def test_functions_of_the_check_can_be_called_back(quick: Box) -> None:
    source = """
        def apply(f, *xs, **kw): return [f(x, **kw) for x in xs]
        def sorted_by(key, items): return sorted(items, key=key)
        def compose(f, g): return lambda x: f(g(x))
    """
    check = """
        calls = []
        def double(x, plus=0):
            calls.append(x)
            return 2 * x + plus
        assert apply(double, 1, 2, plus=5) == [7, 9] and calls == [1, 2]
        assert sorted_by(len, ["ccc", "a", "bb"]) == ["a", "bb", "ccc"]
        assert sorted_by(lambda x: -x, [1, 3, 2]) == [3, 2, 1]
        assert compose(double, abs)(-4) == 8
        assert apply(str.upper, "a") == ["A"]
    """
    passes(quick, source, check)


def test_exceptions_of_a_callback_pass_through_the_program(quick: Box) -> None:
    source = """
        def guarded(f):
            try: return f()
            except ZeroDivisionError as e: return str(e)
            finally: pass
    """
    check = """
        assert guarded(lambda: 1 // 0) == "integer division or modulo by zero"
        try: guarded(lambda: [][1])
        except IndexError: pass
        else: assert False
    """
    passes(quick, source, check)


def test_iterators_of_the_check_are_walked(quick: Box) -> None:
    source = """
        import itertools
        def first(it, n): return list(itertools.islice(it, n))
    """
    check = """
        import itertools
        assert first(itertools.count(5), 3) == [5, 6, 7]
        assert first((x * x for x in range(3)), 9) == [0, 1, 4]
        used = iter([1, 2, 3])
        assert first(used, 2) == [1, 2] and next(used) == 3
    """
    passes(quick, source, check)


@pytest.mark.parametrize(
    ("raised", "caught", "text"),
    [
        ("ValueError('bad input')", "ValueError", "bad input"),
        ("KeyError('k')", "KeyError", "'k'"),
        ("KeyError('k')", "LookupError", "'k'"),
        ("OSError(2, 'gone')", "FileNotFoundError", "[Errno 2] gone"),
        ("ZeroDivisionError()", "ArithmeticError", ""),
        ("StopIteration(5)", "StopIteration", "5"),
        ("UnicodeDecodeError('utf-8', b'x', 0, 1, 'why')", "UnicodeError", None),
        ("Own('mine', 3)", "Exception", "('mine', 3)"),
        ("Own('mine')", "RuntimeError", "mine"),
        ("SystemExit(3)", "SystemExit", "3"),
        ("KeyboardInterrupt()", "KeyboardInterrupt", ""),
        ("ExceptionGroup('many', [ValueError()])", "Exception", None),
    ],
)
def test_exceptions_keep_type_and_message(
    quick: Box, raised: str, caught: str, text: str | None
) -> None:
    source = f"class Own(RuntimeError): pass\ndef f(): raise {raised}"
    check = f"""
        try: f()
        except {caught} as error: assert {text!r} in (None, str(error)), str(error)
        else: assert False
    """
    passes(quick, source, check)


def test_an_exception_that_another_type_is_expected_of(quick: Box) -> None:
    check = "try: f()\nexcept KeyError: pass"
    report = quick.check("def f(): raise ValueError('other')", check)
    assert report.outcome == "candidate_error"
    assert "ValueError: other" in report.message


def test_own_exception_types_can_be_caught_by_name(quick: Box) -> None:
    source = """
        class Empty(Exception): pass
        class VeryEmpty(Empty): pass
        def pop(): raise VeryEmpty("nothing here")
    """
    check = """
        for kind in (VeryEmpty, Empty, Exception):
            try: pop()
            except kind as error: assert str(error) == "nothing here"
            else: assert False
        assert issubclass(VeryEmpty, Empty)
    """
    passes(quick, source, check)


def test_returned_generators_are_lazy(quick: Box) -> None:
    source = """
        made = []
        def naturals():
            n = 0
            while True:
                made.append(n)
                yield n
                n += 1
        def count(): return len(made)
    """
    check = """
        import itertools
        g = naturals()
        assert next(g) == 0
        assert list(itertools.islice(g, 3)) == [1, 2, 3]
        assert count() == 4
        for n in g:
            if n == 10: break
        assert count() == 11
    """
    passes(quick, source, check)


def test_a_returned_iterator_ends(quick: Box) -> None:
    source = "def f(n): return (i for i in range(n))\ndef z(): return zip('ab', [1, 2])"
    check = """
        assert list(f(3)) == [0, 1, 2]
        assert sum(f(4)) == 6
        assert dict(z()) == {"a": 1, "b": 2}
        g = f(1)
        assert next(g) == 0 and next(g, "end") == "end"
        assert sorted(map(abs, f(3))) == [0, 1, 2]
    """
    passes(quick, source, check)


# --- names --------------------------------------------------------------------------------


def test_a_function_named_like_a_builtin_is_the_programs(quick: Box) -> None:
    """MBPP has such tasks: `sum`, `max`, `filter`."""
    passes(quick, "def sum(a, b): return a * 10 + b", "assert sum(1, 2) == 12")
    check = "def check(candidate): assert candidate([3]) == 'own'"
    passes(quick, "def max(x): return 'own'", check, entry_point="max")


@pytest.mark.parametrize("source", ["", "def other(): pass", "import math", "from math import pi"])
@pytest.mark.parametrize(
    ("check", "entry_point"),
    [
        ("assert sum([1, 2]) == 3", None),
        ("assert sum([1, 2]) == 3", "sum"),
        ("assert sorted([2, 1]) == [1, 2] and math.sqrt(4) == 2", None),
        ("def check(candidate): assert candidate([1, 2]) == 3", "sum"),
        ("def check(candidate): assert candidate([1, 2]) == 3\ncheck(sum)", None),
        ("def check(candidate): assert candidate([1, 2]) == 3", None),
    ],
)
def test_built_in_functions_alone_pass_nothing(
    quick: Box, source: str, check: str, entry_point: str | None
) -> None:
    """Else a program that defines nothing solves every task whose function is called like a
    built-in one that happens to do it."""
    assert quick.check(source, check, entry_point, setup="import math").outcome == "failed"


def test_a_program_may_take_its_function_from_the_library(quick: Box) -> None:
    passes(quick, "from math import gcd", "assert gcd(4, 6) == 2")
    passes(quick, "from math import gcd", "assert gcd(4, 6) == 2", entry_point="gcd")
    passes(quick, "from builtins import sum", "assert sum([1, 2]) == 3", entry_point="sum")


def test_a_function_under_test_may_be_called_check(quick: Box) -> None:
    check = "assert check(70) == False\nassert check(2) == True"
    passes(quick, "def check(n): return n < 3", check, entry_point="check")


def test_a_function_named_like_a_module_is_the_programs(quick: Box) -> None:
    source = "def copy(x): return x * 2\nimport math"
    passes(quick, source, "assert copy(2) == 4")
    passes(quick, source, "assert math.floor(copy(2)) == 4")
    passes(quick, source, "def check(candidate): assert candidate(2) == 4", entry_point="copy")


def test_other_builtins_stay_real(quick: Box) -> None:
    source = "def f(x): return [x]\ndef len(x): return 99\ndef sorted(x): return 'lie'\n"
    passes(quick, source, "assert len(f(1)) == 1 and sorted(f(1)) == [1]")


def test_the_programs_imports_serve_the_check(quick: Box) -> None:
    source = """
        import math, re
        from collections import Counter, defaultdict
        def f(): return 2.5
        def g(): return Counter("aab")
    """
    check = """
        assert math.isclose(f(), 2.5) and re.match("2", str(f()))
        assert g() == Counter(a=2, b=1)
        assert isinstance(g(), Counter) and defaultdict(int)[1] == 0
    """
    passes(quick, source, check)


def test_global_values_of_the_program(quick: Box) -> None:
    passes(quick, "LIMIT = [1, 2]\nNAME = 'n'", "assert LIMIT == [1, 2] and NAME == 'n'")


def test_types_as_arguments(quick: Box) -> None:
    source = "def only(kind, items): return [x for x in items if isinstance(x, kind)]"
    check = "assert only(int, [1, 'a', 2.0]) == [1] and only(str, ['b', 3]) == ['b']"
    passes(quick, source, check)
