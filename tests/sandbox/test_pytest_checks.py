"""pytest and unittest files as checks: an outcome for each test, and none that is forged."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import CheckReport, Limits
from sandbox.types import PytestCase
from tests.sandbox.box import Box

ADD = "def add(a, b):\n    return a + b\n"


def report(box: Box, source: str, test: str, **files: str) -> CheckReport:
    """The report of one test file, and others by name, about a program."""
    texts = {"test_it.py": test, **{f"{name}.py": text for name, text in files.items()}}
    case = PytestCase("solution", {k: textwrap.dedent(v).encode() for k, v in texts.items()})
    seen = box.run(textwrap.dedent(source), [case], Limits(wall_s=30, memory_mb=512))[0]
    assert seen.check is not None, seen
    return seen.check


def outcomes(box: Box, source: str, test: str, **files: str) -> dict[str, str]:
    found = report(box, source, test, **files)
    return {each.name.partition("::")[2]: each.outcome for each in found.tests}


def test_every_wall_runs_them(box: Box) -> None:
    test = "from solution import add\ndef test_add(): assert add(1, 2) == 3\n"
    assert outcomes(box, ADD, test) == {"test_add": "passed"}
    assert outcomes(box, ADD.replace("+", "-"), test) == {"test_add": "failed"}


def test_outcomes(quick: Box) -> None:
    source = ADD + "import os\ndef boom(): raise KeyError('k')\ndef gone(): os._exit(0)\n"
    test = """
        import pytest, solution
        from solution import add, boom

        def test_good(): assert add(1, 2) == 3
        def test_bad(): assert add(1, 2) == 4
        def test_error(): boom()
        def test_own_error(): raise ValueError
        def test_expected():
            with pytest.raises(KeyError, match="k"): boom()
        def test_missing(): solution.nothing()
        @pytest.mark.skip(reason="later")
        def test_skipped(): pass
        @pytest.mark.parametrize("n", [1, 2])
        def test_each(n): assert add(n, n) == 2
        @pytest.fixture
        def three(): return add(1, 2)
        def test_fixture(three): assert three == 3
        @pytest.fixture
        def broken(): return boom()
        def test_broken(broken): pass
        def test_gone(): solution.gone()
        def test_after(): assert add(1, 2) == 3
    """
    assert outcomes(quick, source, test) == {
        "test_good": "passed",
        "test_bad": "failed",
        "test_error": "candidate_error",
        "test_own_error": "failed",
        "test_expected": "passed",
        "test_missing": "failed",
        "test_skipped": "skipped",
        "test_each[1]": "passed",
        "test_each[2]": "failed",
        "test_fixture": "passed",
        "test_broken": "candidate_error",
        "test_gone": "candidate_gone",
        "test_after": "candidate_gone",
    }


def test_unittest_files(quick: Box) -> None:
    test = """
        import unittest
        from solution import *

        class TestAdd(unittest.TestCase):
            def setUp(self): self.one = add(0, 1)
            def test_good(self): self.assertEqual(add(self.one, 2), 3)
            def test_bad(self): self.assertEqual(add(1, 2), 4)
            def test_raises(self):
                with self.assertRaises(TypeError): add(1, "x")
            def test_almost(self): self.assertAlmostEqual(add(0.1, 0.2), 0.3)
    """
    assert outcomes(quick, ADD, test) == {
        "TestAdd::test_good": "passed",
        "TestAdd::test_bad": "failed",
        "TestAdd::test_raises": "passed",
        "TestAdd::test_almost": "passed",
    }


def test_several_files_with_a_helper(quick: Box) -> None:
    found = report(
        quick,
        ADD,
        "from helper import WANT\nfrom solution import add\ndef test(): assert add(1, 2) == WANT",
        helper="WANT = 3",
        test_more="from solution import add\ndef test(): assert add(1, 1) == 2",
    )
    assert found.outcome == "passed"
    assert sorted(each.name for each in found.tests) == ["test_it.py::test", "test_more.py::test"]


def test_a_module_in_packages(quick: Box) -> None:
    test = b"import a.b.c\nfrom a.b.c import add\ndef test(): assert add is a.b.c.add\n"
    [seen] = quick.run(ADD, [PytestCase("a.b.c", {"test_it.py": test})], Limits(wall_s=30))
    assert seen.check is not None
    assert seen.check.outcome == "passed", seen.check


def test_a_function_named_like_a_module(quick: Box) -> None:
    source = "import math\ndef copy(x): return math.floor(x * 2)\n"
    for imports in ("from solution import copy", "from solution import *"):
        test = f"{imports}\ndef test(): assert copy(2) == 4"
        assert outcomes(quick, source, test) == {"test": "passed"}


def test_what_is_missing_is_told(quick: Box) -> None:
    found = report(quick, ADD, "from solution import missing")
    assert "cannot import name 'missing' from 'solution'" in found.message
    assert "'verbose'" not in found.message


@pytest.mark.parametrize(
    "test",
    ["def test(:", "import nothing_of_that_name", "", "x = 1", "from solution import missing"],
    ids=["syntax", "import", "empty", "no tests", "missing name"],
)
def test_files_that_hold_no_tests_are_broken(quick: Box, test: str) -> None:
    found = report(quick, ADD, test)
    assert found.outcome == "check_error"
    assert found.message


@pytest.mark.parametrize("source", ["", "def other(): pass", "import math"])
def test_built_in_functions_alone_pass_nothing(quick: Box, source: str) -> None:
    test = "from solution import *\ndef test(): assert sum([1, 2]) == 3"
    found = report(quick, source, test)
    assert (found.outcome, [each.outcome for each in found.tests]) == ("failed", ["failed"])


def test_a_function_named_like_a_built_in_one_passes(quick: Box) -> None:
    test = "from solution import *\nfrom solution import sum\ndef test(): assert sum([1, 2]) == 3"
    assert outcomes(quick, "def sum(x): return x[0] + x[1]", test) == {"test": "passed"}


# --- forging ------------------------------------------------------------------------------

TEST = """
    import pytest
    from solution import f
    from solution import *

    def test_equal(): assert f(3) == 6.5
    def test_approx(): assert f(3) == pytest.approx(6.5)
    def test_approx_list(): assert [f(3)] == pytest.approx([6.5])
    def test_contained(): assert f(3) in {6.5: 1}
    def test_no_argument(): assert f() == 6.5
    def test_rounded(): assert math.floor(f(3)) == 6
"""


FORGERIES = {
    "always equal": """
        class Lie:
            __eq__ = __ne__ = lambda *a: True
            __hash__ = lambda s: hash(6.5)
            __sub__ = __rsub__ = __float__ = lambda *a: 6.4
        def f(x=0): return Lie()
    """,
    "own pytest": """
        class Lie:
            __eq__ = lambda *a: True
        class pytest:
            approx = lambda x: Lie()
        def f(x=0): return 0
    """,
    "marks": """
        pytestmark = skip = True
        def f(x=0): return 0
        f.__test__ = False
    """,
    "own module": """
        class math: floor = lambda x: 6
        class approx: __eq__ = lambda *a: True
        def f(x=0): return 0
    """,
    "any": "from unittest.mock import ANY\ndef f(x=0): return ANY",
    "type of any": "from unittest.mock import _ANY as f",
    "hard exit": "import os\ndef f(x=0): os._exit(0)",
    "skips": "import pytest\ndef f(x=0): pytest.skip('later')",
    "skips as unittest": "import unittest\ndef f(x=0): raise unittest.SkipTest('later')",
    "named like a skip": "class Skipped(BaseException): pass\ndef f(x=0): raise Skipped('later')",
    "named like an exit": "class Exit(Exception): pass\ndef f(x=0): raise Exit('done')",
    "interrupts": "def f(x=0): raise KeyboardInterrupt",
    "exits": "def f(x=0): raise SystemExit(0)",
    "not a number": "def f(x=0): return float('nan')",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_passes_no_test(quick: Box, forgery: str) -> None:
    found = outcomes(quick, FORGERIES[forgery], TEST)
    assert len(found) == 6
    assert not {"passed", "skipped"} & set(found.values()), found


def test_a_program_adds_no_tests(quick: Box) -> None:
    """What it names like tests is not collected where a test file imports everything."""
    source = """
        from unittest import TestCase
        try: from unittest.test.test_case import Test_TestCase
        except ImportError: pass
        def test_own(): pass
        class TestOwn:
            def test_method(self): pass
        class TestError(Exception): pass
        def f(x): return 0
    """
    test = "from solution import *\nfrom solution import f\ndef test_f(): assert f(3) == 6.5"
    assert outcomes(quick, source, test) == {"test_f": "failed"}


PLANTED = """
    CODE = "\\n".join([
        "def pytest_pyfunc_call(pyfuncitem): return True",
        "import sys",
        "for name, module in list(sys.modules.items()):",
        "    if name.endswith('pytest_check'):",
        "        module.Collector._keep = lambda self, kept, *_: kept.update(outcome='passed')",
    ])
    INI = "[pytest]\\naddopts = --collect-only\\npython_functions = nothing\\n"
    import os
    for folder in ("/", "/work", "/tmp", "/work/partner", "/work/partner/tests", "..", "."):
        names = ["conftest.py", "__init__.py", "sitecustomize.py", "pytest.py", "test_it.py"]
        for name, text in [*((n, CODE) for n in names), ("pytest.ini", INI), ("tox.ini", INI)]:
            try: open(os.path.join(folder, name), "w").write(text)
            except OSError: pass
    def f(x=0): return 0
"""


@pytest.mark.parametrize("files", [{}, {"__init__": "", "conftest": "X = 1"}])
def test_files_that_a_program_plants_are_not_read(quick: Box, files: dict[str, str]) -> None:
    found = report(quick, PLANTED, TEST, **files)
    assert [each.outcome for each in found.tests] == ["failed"] * 6, found


def test_an_end_that_a_test_takes_for_an_exception(quick: Box) -> None:
    source = "import os\ndef f(x): os._exit(0)"
    test = """
        import pytest
        from solution import f
        def test_raises():
            with pytest.raises(Exception): f(3)
        def test_base():
            with pytest.raises(BaseException): f(3)
    """
    found = outcomes(quick, source, test)
    assert found == {"test_raises": "candidate_gone", "test_base": "candidate_gone"}


def test_the_test_files_are_not_found_by_the_program(quick: Box) -> None:
    source = """
        import glob, os, sys
        def f():
            names = [glob.glob(top + "/**", recursive=True) for top in ("/work", "/tmp")]
            found = [name for name in sum(names, []) if "test_it" in name]
            for name in ("/work/partner", "/work/partner/test_it.py"):
                try: found += [os.listdir(name) if os.path.isdir(name) else open(name).read()]
                except OSError: pass
            return found
    """
    test = "from solution import f\ndef test_f(): assert f() == [], f()  # marker"
    assert outcomes(quick, source, test) == {"test_f": "passed"}
