"""pytest files in the program's own process: what only works there, and what still is no pass."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import CheckReport, Execution, Limits
from sandbox.types import PytestCase
from tests.sandbox.box import Box

ADD = "def add(a, b):\n    return a + b\n"


def execution(box: Box, source: str, test: str, **files: str) -> Execution:
    texts = {"test_it.py": test, **{f"{name}.py": text for name, text in files.items()}}
    encoded = {name: textwrap.dedent(text).encode() for name, text in texts.items()}
    case = PytestCase("solution", encoded, shared=True)
    return box.run(textwrap.dedent(source), [case], Limits(wall_s=30, memory_mb=512))[0]


def report(box: Box, source: str, test: str, **files: str) -> CheckReport:
    seen = execution(box, source, test, **files)
    assert seen.check is not None, seen
    return seen.check


def outcomes(box: Box, source: str, test: str, **files: str) -> dict[str, str]:
    found = report(box, source, test, **files)
    return {each.name.partition("::")[2]: each.outcome for each in found.tests}


def test_every_wall_runs_them(box: Box) -> None:
    test = "from solution import add\ndef test_add(): assert add(1, 2) == 3\n"
    assert outcomes(box, ADD, test) == {"test_add": "passed"}
    assert outcomes(box, ADD.replace("+", "-"), test) == {"test_add": "failed"}


# What proxies cannot express: operators with plain numbers, subclasses, patches, the tests' own
# objects in the program's hands.
CLASSES = """
    class Clock:
        def __init__(self, minutes): self.minutes = minutes % 1440
        def __eq__(self, other): return self.minutes == other.minutes
        def __add__(self, minutes): return Clock(self.minutes + minutes)
    def first_line(name):
        with open(name) as file: return file.readline()
    class Metered:
        def __init__(self, stream): self.stream, self.count = stream, 0
        def read(self):
            data = self.stream.read()
            self.count += len(data)
            return data
    class Base:
        def name(self): return 'base'
        def hello(self): return 'hello ' + self.name()
"""
NEEDS_SHARING = """
    import io
    from unittest import TestCase, mock
    import solution
    from solution import Base, Clock, Metered, first_line
    from helper import WANT

    class Sub(Base):
        def name(self): return 'sub'

    class Everything(TestCase):
        def test_operator(self): self.assertEqual(Clock(1439) + 2, Clock(1))
        def test_subclass(self): assert Sub().hello() == WANT
        def test_patched(self):
            with mock.patch("builtins.open", mock.mock_open(read_data="one\\ntwo")):
                self.assertEqual(first_line("x"), "one\\n")
        @mock.patch("solution.open", create=True, new=lambda name: io.StringIO(name))
        def test_patched_there(self): assert first_line("x") == "x"
        def test_own_object(self):
            metered = Metered(io.BytesIO(b"abc"))
            assert (metered.read(), metered.count) == (b"abc", 3)
        def test_wrong(self): assert Sub().hello() == 'hello base'
        def test_error(self): solution.first_line("/no/such")

    def test_monkeypatch(monkeypatch):
        monkeypatch.setattr(Base, "name", lambda self: 'patched')
        assert Base().hello() == 'hello patched'
"""


def test_what_proxies_cannot_express(quick: Box) -> None:
    found = outcomes(quick, CLASSES, NEEDS_SHARING, helper="WANT = 'hello sub'")
    assert found == {
        "Everything::test_operator": "passed",
        "Everything::test_subclass": "passed",
        "Everything::test_patched": "passed",
        "Everything::test_patched_there": "passed",
        "Everything::test_own_object": "passed",
        "Everything::test_wrong": "failed",
        "Everything::test_error": "candidate_error",
        "test_monkeypatch": "passed",
    }


def test_each_end_of_a_test(quick: Box) -> None:
    source = ADD + "import os\ndef boom(): raise KeyError('k')\ndef gone(): os._exit(0)\n"
    test = """
        import pytest, solution

        def test_good(): assert solution.add(1, 2) == 3
        def test_missing(): solution.nothing()
        @pytest.mark.skip(reason="later")
        def test_skipped(): pass
        def test_skips(): pytest.skip("later")
        @pytest.mark.xfail
        def test_expected(): solution.boom()
        @pytest.fixture
        def broken(): return solution.boom()
        def test_broken(broken): pass
        @pytest.fixture
        def torn():
            yield 3
            raise ValueError
        def test_torn(torn): pass
        @pytest.mark.parametrize("n", [1, 2])
        def test_each(n): assert solution.add(n, n) == 2
        def test_data(): assert open("tests/test_it.py").read()
        def test_gone(): solution.gone()
        def test_after(): assert solution.add(1, 2) == 3
    """
    assert outcomes(quick, source, test) == {
        "test_good": "passed",
        "test_missing": "failed",
        "test_skipped": "skipped",
        "test_skips": "skipped",
        "test_expected": "skipped",
        "test_broken": "candidate_error",
        "test_torn": "failed",
        "test_each[1]": "passed",
        "test_each[2]": "failed",
        "test_data": "passed",
        "test_gone": "candidate_gone",
        "test_after": "candidate_gone",
    }


@pytest.mark.parametrize(
    "source", ["import os; os._exit(0)", "exit()", "raise KeyError", "import time; time.sleep(60)"]
)
def test_a_program_that_does_not_load(quick: Box, source: str) -> None:
    case = PytestCase("solution", {"test_it.py": b"def test(): pass"}, shared=True)
    [seen] = quick.run(source, [case], Limits(wall_s=5))
    assert seen.check is not None
    assert (seen.check.outcome, seen.check.tests) == ("candidate_gone", ())


def test_a_program_that_does_not_parse(quick: Box) -> None:
    case = PytestCase("solution", {"test_it.py": b"def test(): pass"}, shared=True)
    found, seen = quick.report("def f(:", [case])
    assert (found.ok, seen) == (False, [])


@pytest.mark.parametrize(
    "test",
    ["def test(:", "import nothing_of_that_name", "", "x = 1", "from solution import missing"],
    ids=["syntax", "import", "empty", "no tests", "missing name"],
)
def test_files_that_hold_no_tests_are_broken(quick: Box, test: str) -> None:
    found = report(quick, ADD, test)
    assert found.outcome == "check_error"
    assert found.message


def test_the_program_is_a_file_of_the_modules_name(quick: Box) -> None:
    test = """
        import importlib, inspect, paasio.core
        def test_source(): assert inspect.getsource(paasio.core.f).startswith("def f(")
        def test_reload(): assert importlib.reload(paasio.core).f() == 1
        def test_read_only():
            try: open(paasio.core.__file__, "w")
            except OSError: return
            assert False
    """
    texts = {"test_it.py": textwrap.dedent(test).encode()}
    case = PytestCase("paasio.core", texts, shared=True)
    [seen] = quick.run("def f():\n    return 1\n", [case], Limits(wall_s=30))
    assert seen.check is not None
    assert [each.outcome for each in seen.check.tests] == ["passed"] * 3, seen.check


def test_each_case_has_its_own_files(quick: Box) -> None:
    texts = [b"from solution import add\ndef test(): assert add(1, %d) == 3" % n for n in (2, 3)]
    cases = [PytestCase("solution", {"test_it.py": text}, shared=True) for text in texts]
    seen = quick.run(ADD, cases, Limits(wall_s=30))
    assert [each.check.outcome for each in seen if each.check] == ["passed", "failed"]


# --- forging ------------------------------------------------------------------------------

TEST = """
    import unittest

    import pytest
    from solution import *
    from solution import f

    def test_equal(): assert f(3) == 6.5
    def test_raises():
        with pytest.raises(ZeroDivisionError): f(0)

    class Case(unittest.TestCase):
        def test_equal(self): self.assertEqual(f(3), 6.5)
        def test_is(self): self.assertIsInstance(f(), float)
"""

FORGERIES = {
    "hard exit": "import os\ndef f(x=0): os._exit(0)",
    "exits": "def f(x=0): raise SystemExit(0)",
    "interrupts": "def f(x=0): raise KeyboardInterrupt",
    "ends the session": "import pytest\ndef f(x=0): pytest.exit('done', 0)",
    "skips": "import pytest\ndef f(x=0): pytest.skip('later')",
    "skips as unittest": "import unittest\ndef f(x=0): raise unittest.SkipTest('later')",
    "skips in a string": "import pytest\nexec('def f(x=0): pytest.xfail()')",
    "marks": "import pytest\npytestmark = pytest.mark.skip\ndef f(x=0): return 0",
    "hooks": """
        import unittest
        def setup_module(): raise unittest.SkipTest
        setUpModule = setup_module
        def load_tests(*a): return unittest.TestSuite()
        collect_ignore = ["test_it.py"]
        pytest_plugins = ["solution"]
        def pytest_pyfunc_call(pyfuncitem): return True
        def f(x=0): return 0
    """,
    "own tests": """
        import pytest, unittest
        def test_own(): pass
        class TestOwn:
            def test_own(self): pass
        class Own(unittest.TestCase):
            def test_own(self): pass
        @pytest.fixture(autouse=True)
        def fixed(request): request.node.obj = lambda *a: None
        def f(x=0): return 0
    """,
    "own names": """
        class pytest:
            class raises:
                def __init__(self, *a): pass
                def __enter__(self): pass
                def __exit__(self, *a): return True
        def isinstance(*a): return True
        class unittest:
            class TestCase:
                def __getattr__(self, name): return lambda *a: None
        def f(x=0): return 0
    """,
    "patches unittest": """
        import unittest
        unittest.TestCase.assertEqual = unittest.TestCase.assertIsInstance = lambda *a: None
        def f(x=0): return 0
    """,
    "patches as it is called": """
        import unittest, pytest, _pytest.python_api, _pytest.outcomes
        def f(x=0):
            case = unittest.TestCase
            case.assertEqual = case.assertIsInstance = case._baseAssertEqual = lambda *a: None
            pytest.raises = lambda *a: __import__("contextlib").nullcontext()
            return 0
    """,
    "patches code": """
        import unittest
        nothing = (lambda *a, **k: None).__code__
        def f(x=0):
            unittest.TestCase.assertEqual.__code__ = nothing
            unittest.TestCase.assertIsInstance.__code__ = nothing
            return 0
    """,
    "patches pytest": """
        import _pytest.python, _pytest.runner, unittest.case
        _pytest.python.Function.runtest = lambda self: None
        _pytest.runner.pytest_runtest_call = lambda item: None
        unittest.case.TestCase.run = lambda self, result=None: None
        def f(x=0): return 0
    """,
    "patches built-in functions": """
        import builtins, json, os
        builtins.isinstance = lambda *a: True
        real = json.dumps
        json.dumps = lambda *a, **k: real(*a, **k).replace("failed", "passed")
        os.write = lambda fd, data: len(data)
        def f(x=0): return 0
    """,
    "takes the modules' places": """
        import sys, types
        class Fake(types.ModuleType):
            __getattr__ = lambda self, name: lambda *a, **k: None
        sys.modules["pytest"] = sys.modules["unittest"] = Fake("pytest")
        it = types.ModuleType("test_it")
        it.test_equal = it.test_raises = lambda: None
        sys.modules["test_it"] = it
        def f(x=0): return 0
    """,
    "finds the tests": """
        import importlib.machinery, sys
        class Finder:
            def find_spec(name, path=None, target=None):
                if name == "test_it":
                    return importlib.machinery.ModuleSpec(name, Finder)
            def create_module(spec): return None
            def exec_module(module): module.test_equal = lambda: None
        sys.meta_path.insert(0, Finder)
        def f(x=0): return 0
    """,
    "writes to every descriptor": """
        import os
        def f(x=0):
            for name in ("test_equal", "test_raises", "Case::test_equal", "Case::test_is"):
                line = '{"outcome": "passed", "name": "test_it.py::%s"}' % name
                coded = " ".join(each.encode().hex() for each in ("outcome", name, "passed", ""))
                for fd in range(3, 260):
                    try: os.write(fd, (line + "\\n" + coded + "\\nend\\n").encode())
                    except OSError: pass
            os._exit(0)
    """,
    "writes test files": """
        import glob, os
        for folder in ("/work", "/tmp", ".", "..", os.path.dirname(__file__), "/work/program"):
            for name in glob.glob(folder + "/**/test_it.py", recursive=True) + [
                folder + "/conftest.py", folder + "/__init__.py", folder + "/pytest.ini"
            ]:
                try: open(name, "w").write("def pytest_pyfunc_call(pyfuncitem): return True")
                except OSError: pass
        def f(x=0): return 0
    """,
    "patches the guest": """
        import sys
        for name in ("sandbox.guest.outcomes", "sandbox.guest.pytest_check"):
            try: module = __import__(name, fromlist=["x"])
            except ImportError: continue
            module.Collector._keep = lambda self, kept, *_: kept.update(outcome="passed")
        def f(x=0): return 0
    """,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_simple_forgery_passes_no_test(quick: Box, forgery: str) -> None:
    found = report(quick, FORGERIES[forgery], TEST)
    names = {each.name.removeprefix("test_it.py::") for each in found.tests}
    wanted = {"test_equal", "test_raises", "Case::test_equal", "Case::test_is"}
    assert names == wanted or (found.outcome, names) == ("candidate_gone", set()), found
    assert not {"passed", "skipped"} & {each.outcome for each in found.tests}, found


def test_what_sharing_gives_up(quick: Box) -> None:
    """Why this form is not the default."""
    lie = "class Lie:\n    __eq__ = lambda *a: True\ndef f(x): return Lie()"
    test = "from solution import f\ndef test_equal(): assert f(3) == 6.5"
    assert outcomes(quick, lie, test) == {"test_equal": "passed"}


@pytest.mark.parametrize("source", ["", "def other(): pass", "import math"])
def test_built_in_functions_alone_pass_nothing(quick: Box, source: str) -> None:
    test = "from solution import *\ndef test(): assert sum([1, 2]) == 3"
    found = report(quick, source, test)
    assert (found.outcome, [each.outcome for each in found.tests]) == ("failed", ["failed"])


def test_a_function_named_like_a_built_in_one_passes(quick: Box) -> None:
    test = "from solution import *\nfrom solution import sum\ndef test(): assert sum([1, 2]) == 3"
    assert outcomes(quick, "def sum(x): return x[0] + x[1]", test) == {"test": "passed"}
