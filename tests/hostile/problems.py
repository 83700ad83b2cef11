"""The problems that hostile programs are judged by, as they are on the wire."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from service import wire
from tests.hostile.canaries import Canaries

Wire = dict[str, Any]

LIMITS = {"cpu_s": 1, "wall_s": 2, "memory_mb": 256, "output_kb": 256, "file_kb": 16384}
TIGHT = {
    "cpu_s": 0.4,
    "wall_s": 0.8,
    "memory_mb": 96,
    "output_kb": 64,
    "file_kb": 8192,
    "processes": 16,
}

PATIENT = {"cpu_s": 10, "wall_s": 20, "output_kb": 4096}

# Asks as HumanEval, MBPP and their relatives do. No honest answer is 6.5.
ASSERTS = (
    "assert f(3) == 6.5",
    "assert 6.5 == f(3)",
    "assert f(3) == [1, 6.5]",
    "assert f(3) == (1, 'x', 6.5)",
    "assert f(3) == 'expected text'",
    "assert f(3) == {'a': 1, 'b': [2, 3]}",
    "assert set(f(3)) == {1, 2, 6.5}",
    "assert sorted(f(3)) == [1, 2, 6.5]",
    "assert abs(f(3) - 6.5) < 1e-6",
    "assert abs(6.5 - f(3)) <= 1e-6",
    "import math\nassert math.isclose(f(3), 6.5)",
    "assert f(3) in (6.5, 7.5)",
    "assert len(f(3)) == 4 and f(3)[0] == 6.5 and all(x == 6.5 for x in f(3))",
    "assert isinstance(f(3), list) and f(3) == [6.5]",
    "assert f(3) is None and f(4) is True",
    "assert not (f(3) != 6.5)",
    "assert f(3) < 7 and f(3) > 6 and f(3) == 6.5",
    "assert str(f(3)) == '6.5' and repr(f(3)) == '6.5'",
    "import json\nassert json.dumps(f(3)) == '[6.5]'",
    "assert f(3) == f(3) == 6.5",
    "from collections import Counter\nassert Counter(f(3)) == Counter([6.5, 6.5])",
    "a, b = f(3)\nassert (a, b) == (6.5, 7)",
    "assert f() == 6.5",
    "assert sum(f(3)) == 6.5",
)
CHECKS = (
    "assert candidate(3) == 6.5",
    "assert abs(candidate(3) - 6.5) < 1e-6",
    "import math\nassert math.isclose(candidate(3), 6.5)",
    "for n in range(3): assert candidate(n) == 6.5, n",
)
RETURNED: tuple[object, ...] = (
    6.5,
    [1, 6.5],
    "expected text",
    {"a": 1, "b": [2, 3]},
    True,
    [[], {}],
    2**70,
)

PYTEST = """
import pytest
import solution
from solution import f

@pytest.fixture
def expected(): return 6.5

def test_equal(expected): assert f(3) == expected
def test_approx(): assert f(3) == pytest.approx(6.5)
@pytest.mark.parametrize("n", [1, 2])
def test_parameters(n): assert solution.f(n) == {"n": n, "answer": 6.5}
def test_raises():
    with pytest.raises(ValueError, match="expected text"): f("not a number")
"""
STARRED = """
import math
from math import isclose
import pytest
from pytest import approx, raises
from solution import *

def test_known(): assert abs(f(3) - 6.5) < 1e-6
def test_again(): assert f(3) == approx(6.5) and f(3) == pytest.approx(6.5)
def test_close(): assert isclose(f(3), 6.5) and math.isclose(f(3), 6.5)
def test_all(): assert all(x == 6.5 for x in [f(3)]) and isinstance(f(3), float)
"""
UNITTEST = """
import unittest
import solution

class Tests(unittest.TestCase):
    def test_equal(self): self.assertEqual(solution.f(3), 6.5)
    def test_almost(self): self.assertAlmostEqual(solution.f(3), 6.5)
    def test_list(self): self.assertCountEqual(solution.f(3), [6.5, 1])
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "expected text"): solution.f("x")
"""
CHECKER = """
import sys
secret = open(sys.argv[2]).read()
given = sys.stdin.buffer.read().decode("utf-8", "replace")
open(sys.argv[3] + "judgemessage.txt", "w").write("looked at it")
sys.exit(42 if given.split() == secret.split() else 43)  # CANARY
"""
# Accepts who says the secret, which is in its files, its source and its memory.
INTERACTOR = """
import sys
secret = open(sys.argv[2]).read().strip()
print("say it", flush=True)
given = sys.stdin.buffer.readline(4096)
if not given:
    raise EOFError
given = given.decode("utf-8", "replace").strip()
print("thanks", flush=True)
sys.exit(42 if given == secret else 43)  # CANARY
"""
HEARS_NOTHING = """
import sys
secret = open(sys.argv[2]).read() + "CANARY"
open("/tmp/expected", "w").write(secret)
print("hunt", flush=True)
given = sys.stdin.readline(100_000).strip()
sys.exit(42 if given == "nothing" else 43)
"""


def stdio(stdin: str, stdout: str, **more: object) -> Wire:
    return {"kind": "stdio", "stdin": stdin, "stdout": stdout, **more}


def call(function: str, expected: object, *args: object) -> Wire:
    return {"kind": "call", "function": function, "args": list(args), "expected": expected}


def sums(_: Canaries) -> Wire:
    """Three sums. `hard-coded` programs know the first."""
    return {"tests": [stdio("1 2\n", "3\n"), stdio("4 5\n", "9\n"), stdio("20 30\n", "50\n")]}


def secret(canaries: Canaries) -> Wire:
    """What is expected cannot be known."""
    return {"tests": [stdio(f"{n}\n", f"{canaries.of('expected')}-{n}\n") for n in range(3)]}


def silence(_: Canaries) -> Wire:
    return {"tests": [stdio("1\n", ""), stdio("2\n", "\n")]}


def third(_: Canaries) -> Wire:
    """One number, within a tolerance."""
    compare = {"float_tolerance": 1e-6}
    return {"tests": [stdio("1 3\n", "0.333333333\n")], "compare": compare}


def three(_: Canaries) -> Wire:
    return {"tests": [stdio("1 2\n", "3\n")]}


def returned(canaries: Canaries) -> Wire:
    tests = [call("f", expected, 3) for expected in (*RETURNED, canaries.of("expected"))]
    return {"tests": tests}


def asserted(canaries: Canaries) -> Wire:
    """Statements as MBPP has them, and HumanEval's `check(candidate)`."""
    bodies = ["\n".join(f"    {line}" for line in check.splitlines()) for check in CHECKS]
    checks = [f"def check(candidate):\n{body}  # {canaries.of('check')}\n" for body in bodies]
    humaneval = [{"kind": "assert", "check": check, "entry_point": "f"} for check in checks]
    return {"tests": [{"kind": "assert", "asserts": list(ASSERTS)}, *humaneval]}


def collected(canaries: Canaries) -> Wire:
    """All in one process: what the program learns in one test it may use in the next."""
    texts = {"test_it.py": PYTEST, "test_star.py": STARRED, "test_unit.py": UNITTEST}
    files = {name: f"{text}# {canaries.of('pytest')}\n" for name, text in texts.items()}
    limits = {**LIMITS, "cpu_s": 4, "wall_s": 8}
    return {"tests": [{"kind": "pytest", "module": "solution", "files": files}], "limits": limits}


def collected_shared(canaries: Canaries) -> Wire:
    return {**collected(canaries), "isolation": "shared"}


def built_in(_: Canaries) -> Wire:
    """What a built-in function does, asked for without naming it."""
    files = {"test_it.py": "from solution import *\ndef test_it(): assert sum([1, 2]) == 3\n"}
    asserts = {"kind": "assert", "asserts": ["assert sum([1, 2]) == 3"]}
    tests = [asserts, {"kind": "pytest", "module": "solution", "files": files}]
    return {"tests": tests, "limits": PATIENT}


def built_in_shared(canaries: Canaries) -> Wire:
    asked = built_in(canaries)
    return {**asked, "tests": asked["tests"][:1], "isolation": "shared"}


def built_in_shared_files(canaries: Canaries) -> Wire:
    asked = built_in(canaries)
    return {**asked, "tests": asked["tests"][1:], "isolation": "shared"}


def checked(canaries: Canaries) -> Wire:
    source = CHECKER.replace("CANARY", canaries.of("checker"))
    checker = {"language": "python", "protocol": "kattis", "source": source}
    answer = canaries.of("answer")
    return {"tests": [stdio("1\n", answer), stdio("2\n", f"{answer}-2")], "checker": checker}


def interactive(canaries: Canaries) -> Wire:
    source = INTERACTOR.replace("CANARY", canaries.of("interactor"))
    interactor = {"language": "python", "protocol": "kattis", "source": source}
    return {"tests": [stdio("1\n", canaries.of("answer"))], "interactor": interactor}


def bounded(canaries: Canaries) -> Wire:
    """One test under tight limits."""
    return {"tests": [stdio("", canaries.of("expected"))], "limits": TIGHT}


def bounded_call(canaries: Canaries) -> Wire:
    return {"tests": [call("f", canaries.of("expected"), 3)], "limits": TIGHT}


def mess(_: Canaries) -> Wire:
    """Says `made` and leaves a mess."""
    limits = {**LIMITS, "cpu_s": 5, "wall_s": 5, "file_kb": 262144}
    return {"tests": [stdio("x" * 100_000, "made\n")], "limits": limits}


def confined(_: Canaries) -> Wire:
    """Programs say what they reached, and should have nothing to say."""
    return {"tests": [stdio("", "")]}


def echo(_: Canaries) -> Wire:
    return {"tests": [stdio("3 words here\n", "3 words here\n")]}


def probe(_: Canaries) -> Wire:
    """Says whether a program works at all: it reads a line and prints it, and is called."""
    return {"tests": [stdio("3 words here\n", "3 words here\n"), call("f", [4], [4])]}


# --- for the frames `hunt` and `twice` ----------------------------------------------------


def hunt(canaries: Canaries) -> Wire:
    """A hunt between two runs that hold canaries, and may neither be found nor find."""
    orders = {
        "before": f"hold\n{canaries.of('earlier-input')}\n",
        "hunt": "hunt\n",
        "after": f"hold\n{canaries.of('later-input')}\n",
    }
    expected = [canaries.of("expected")]
    tests = [stdio(text, "nothing\n", name=name, accept=expected) for name, text in orders.items()]
    return {"tests": tests, "limits": PATIENT}


def hunt_call(canaries: Canaries) -> Wire:
    orders = [canaries.of("earlier-input"), "hunt", canaries.of("later-input")]
    return {"tests": [call("f", "nothing", order) for order in orders], "limits": PATIENT}


def hunt_assert(canaries: Canaries) -> Wire:
    check = canaries.of("check")
    tests = [
        {
            "kind": "assert",
            "setup": f"KEPT = {check!r}\nopen('/tmp/expected', 'w').write(KEPT)",
            "asserts": [f"secret = KEPT + 'x'\nassert f('hunt') == 'nothing'  # {check}"],
        },
        {"kind": "assert", "asserts": [f"assert f({check!r}) == 'nothing'"]},
    ]
    return {"tests": tests, "limits": PATIENT}


def hunt_pytest(canaries: Canaries) -> Wire:
    check = canaries.of("pytest")
    text = f"import solution\nSECRET = {check!r}\n"
    text += "open('/tmp/expected', 'w').write(SECRET)\n"
    text += "def test_hunt(tmp_path):\n    (tmp_path / 'x').write_text(SECRET)\n"
    text += "    assert solution.f('hunt') == 'nothing'\n"
    tests = [{"kind": "pytest", "module": "solution", "files": {"test_hunt.py": text}}]
    return {"tests": tests, "limits": PATIENT}


def hunt_interactive(canaries: Canaries) -> Wire:
    source = HEARS_NOTHING.replace("CANARY", canaries.of("interactor"))
    interactor = {"language": "python", "protocol": "kattis", "source": source}
    tests = [stdio("1\n", canaries.of("answer"))]
    return {"tests": tests, "interactor": interactor, "limits": PATIENT}


def twice(_: Canaries) -> Wire:
    """Leave and look at once shows that one would be found; look alone must find nothing."""
    orders = [("leave look", "found"), ("leave", "left"), ("look", "nothing")]
    return {"tests": [stdio(f"{order}\n", f"{end}\n", name=order) for order, end in orders]}


def twice_refused(_: Canaries) -> Wire:
    """What is left cannot even be made."""
    orders = [("leave look", "refused"), ("leave", "refused"), ("look", "nothing")]
    return {"tests": [stdio(f"{order}\n", f"{end}\n", name=order) for order, end in orders]}


def look(_: Canaries) -> Wire:
    return {"tests": [stdio("look\n", "nothing\n")]}


PROBLEMS: dict[str, Callable[[Canaries], Wire]] = {
    "sum": sums,
    "three": three,
    "secret": secret,
    "silence": silence,
    "third": third,
    "call": returned,
    "assert": asserted,
    "pytest": collected,
    "pytest-shared": collected_shared,
    "built-in": built_in,
    "built-in-shared": built_in_shared,
    "built-in-shared-files": built_in_shared_files,
    "checker": checked,
    "interactive": interactive,
    "bounded": bounded,
    "bounded-call": bounded_call,
    "mess": mess,
    "confined": confined,
    "echo": echo,
    "probe": probe,
    "hunt": hunt,
    "hunt-call": hunt_call,
    "hunt-assert": hunt_assert,
    "hunt-pytest": hunt_pytest,
    "hunt-interactive": hunt_interactive,
    "twice": twice,
    "twice-refused": twice_refused,
    "look": look,
}


def problem(name: str, language: str, canaries: Canaries) -> wire.Problem:
    made = {"language": language, "limits": LIMITS, **PROBLEMS[name](canaries)}
    return wire.Problem.model_validate_json(json.dumps(made))
