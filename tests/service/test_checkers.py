"""Checkers: each protocol, and whose fault it is."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sandbox import Execution
from service.judge.including import including
from service.judge.protocols import RULING, CheckerFailed, Ruling
from tests.service.admitted import objections
from tests.service.judged import Judged

# Any two numbers with the sum that was asked for; the answer file shows one such pair.
TESTS = [{"kind": "stdio", "stdin": str(n), "stdout": f"0 {n}\n"} for n in (7, 10)]
ANY_PAIR = "n = int(input()); print(1, n - 1)"
HALF = "n = int(input()); print(1, 6)"

KATTIS = """
import sys
want = int(open(sys.argv[1]).read())
open(sys.argv[2]).read().split()[1]
given = [int(word) for word in sys.stdin.read().split()]
with open(sys.argv[3] + "judgemessage.txt", "w") as file:
    file.write(f"sum is {sum(given)}")
sys.exit(42 if sum(given) == want else 43)
"""
PRINTS = """
import sys
question, output, answer = [open(name).read().split() for name in sys.argv[1:4]]
same = sum(map(int, output)) == int(question[0]) == sum(map(int, answer))
print("Accepted" if same else "WRONG the sum is another")
"""
# The shape of testlib.h's part that the exit status and the message come from.
TESTLIB_H = """
#pragma once
#include <cstdio>
#include <cstdlib>
#include <fstream>
enum Status { _ok = 0, _wa = 1, _pe = 2, _fail = 3, _points = 7 };
[[noreturn]] void quitf(Status status, const char* message) {
    std::fprintf(stderr, "%s", message);
    std::exit(status);
}
"""
TESTLIB = """
#include "testlib.h"
int main(int argc, char** argv) {
    if (argc < 4) quitf(_fail, "too few arguments");
    std::ifstream input(argv[1]), output(argv[2]), answer(argv[3]);
    long want, a, b, x, y;
    input >> want;
    if (!(answer >> x >> y) || x + y != want) quitf(_fail, "the answer is wrong");
    if (!(output >> a >> b)) quitf(_pe, "two numbers are wanted");
    if (argc > 4) quitf(_points, a + b == want ? "points 20 fine" : "points 5 a try");
    quitf(a + b == want ? _ok : _wa, a + b == want ? "ok" : "another sum");
}
"""
CHECKERS: dict[str, dict[str, Any]] = {
    "kattis": {"language": "python", "protocol": "kattis", "source": KATTIS},
    "prints": {"language": "python", "protocol": "prints", "source": PRINTS},
    "testlib": {
        "language": "cpp",
        "protocol": "testlib",
        "source": TESTLIB,
        "files": {"testlib.h": TESTLIB_H},
    },
}


@pytest.mark.parametrize("protocol", CHECKERS)
def test_a_checker_takes_the_place_of_the_comparison(judged: Judged, protocol: str) -> None:
    problem = {"tests": TESTS, "checker": CHECKERS[protocol]}
    assert judged.verdicts(ANY_PAIR, **problem) == ["passed", "passed"]
    half = judged.result(HALF, **problem)
    assert [test.verdict.value for test in half.tests] == ["passed", "wrong_answer"]
    assert half.reward == 0.5
    assert "sum" in half.tests[1].message


def test_points_are_a_share_of_the_full_score(judged: Judged) -> None:
    checker = {**CHECKERS["testlib"], "args": ["points"], "full_score": 20}
    result = judged.result(HALF, tests=TESTS, checker=checker)
    assert [(test.verdict.value, test.score) for test in result.tests] == [
        ("passed", 1.0),
        ("wrong_answer", 0.25),
    ]
    assert result.reward == pytest.approx(0.625)
    assert result.passed == 1


def test_arguments_of_a_printing_checker_may_be_arranged(judged: Judged) -> None:
    source = "import sys\nprint(' '.join(open(name).read().strip() for name in sys.argv[2:]))"
    args = ["--files", "{output}", "{answer}"]
    checker = {"language": "python", "protocol": "prints", "source": source, "args": args}
    result = judged.result("print('yes')", tests=TESTS, checker=checker)
    assert [test.message for test in result.tests] == ["0 7", "0 10"]


def test_failed_runs_are_not_checked(judged: Judged) -> None:
    # The checker would accept anything.
    checker = {"language": "python", "protocol": "prints", "source": "print('ok')"}
    tests = [{"kind": "stdio", "stdin": str(n), "stdout": ""} for n in range(4)]
    code = "n = int(input())\nif n == 1: raise ValueError\nwhile n == 2: pass"
    limits = {"cpu_s": 0.3}
    verdicts = judged.verdicts(code, tests=tests, checker=checker, limits=limits)
    assert verdicts == ["passed", "runtime_error", "time_limit", "passed"]
    assert judged.verdicts("x = (", tests=tests, checker=checker) == ["compile_error"] * 4


BROKEN = [
    ("kattis", "python", "import sys; sys.exit(1)", "exit status 1"),
    ("kattis", "python", "x = (", "does not compile"),
    ("kattis", "cpp", "int main() { return 42 }", "does not compile"),
    ("kattis", "python", "import os; os.kill(os.getpid(), 11)", "signal 11"),
    ("testlib", "python", "import sys; sys.exit('the answer is wrong')", None),
    ("testlib", "python", "import sys; sys.stderr.write('my fault'); sys.exit(3)", "my fault"),
    ("testlib", "python", "import sys; sys.exit(7)", "named none"),
    ("prints", "python", "print('perhaps')", "perhaps"),
    ("prints", "python", "", "no verdict"),
    ("prints", "python", "print('ok'); raise ValueError('odd input')", "odd input"),
]


@pytest.mark.parametrize(("protocol", "language", "source", "words"), BROKEN)
def test_a_checker_that_fails_is_no_verdict(
    judged: Judged, protocol: str, language: str, source: str, words: str | None
) -> None:
    checker = {"language": language, "protocol": protocol, "source": source}
    result = judged.result(ANY_PAIR, tests=TESTS, checker=checker)
    if words is None:  # exit status 1 is testlib's wrong answer, whatever made it
        assert (result.status, result.reward) == ("scored", 0.0)
        return
    assert (result.status, result.reward, result.reason) == ("no_verdict", None, "checker_failed")
    assert words in result.message


def test_a_checker_out_of_time_is_no_verdict() -> None:
    slow = Execution(None, 24, "cpu", 20.0, 20.0, 8.0)
    for ruling in RULING.values():
        with pytest.raises(CheckerFailed, match="cpu limit"):
            ruling(slow, 1.0)


def test_the_judge_works_on_after_a_broken_checker(judged: Judged) -> None:
    broken = {"language": "python", "protocol": "prints", "source": "1/0"}
    assert judged.result(ANY_PAIR, tests=TESTS, checker=broken).reason == "checker_failed"
    assert judged.result(ANY_PAIR, tests=TESTS, checker=CHECKERS["prints"]).reward == 1.0


def test_the_candidate_never_meets_the_checker(judged: Judged) -> None:
    """What the checker reads and writes is in another sandbox, with its own files."""
    keeps = "import sys\nopen('/tmp/kept', 'w').write('x')\nprint('ok')"
    checker = {"language": "python", "protocol": "prints", "source": keeps}
    looks = "import os\nprint(sorted(os.listdir('/tmp')), sorted(os.listdir('.')))"
    result = judged.result(looks, tests=TESTS * 3, checker=checker)
    assert {test.stdout for test in result.tests} == {"[] []\n"}


def test_more_runs_than_wait_together_keep_their_order(judged: Judged) -> None:
    tests = [{"kind": "stdio", "stdin": str(n), "stdout": str(n)} for n in range(150)]
    source = "import sys\nn = int(open(sys.argv[1]).read())\nprint('yes' if n % 3 else 'no', n)"
    checker = {"language": "python", "protocol": "prints", "source": source}
    code = "n = int(input())\nif n % 7 == 0: raise ValueError"
    result = judged.result(code, tests=tests, checker=checker)
    wanted = [
        "runtime_error" if n % 7 == 0 else "passed" if n % 3 else "wrong_answer" for n in range(150)
    ]
    assert [test.verdict.value for test in result.tests] == wanted


def execution(**changes: Any) -> Execution:
    fields: dict[str, Any] = {"exit_code": 0, "signal": None, "limit": None}
    return Execution(**(fields | {"cpu_s": 0, "wall_s": 0, "memory_mb": 0} | changes))


RULINGS = [
    ("testlib", {"exit_code": 0, "stderr": b"ok 3 numbers"}, Ruling(1.0, "ok 3 numbers")),
    ("testlib", {"exit_code": 2}, Ruling(0.0)),
    ("testlib", {"exit_code": 8}, Ruling(0.0)),
    ("testlib", {"exit_code": 7, "stderr": b"points 5 a"}, Ruling(0.5, "points 5 a", True)),
    ("testlib", {"exit_code": 7, "stderr": b"points 99"}, Ruling(1.0, "points 99", True)),
    ("kattis", {"exit_code": 42}, Ruling(1.0)),
    ("kattis", {"exit_code": 43}, Ruling(0.0)),
    ("kattis", {"exit_code": 42, "collected": {"feedback/score.txt": b"2.5\n"}},
     Ruling(0.25, "", True)),
    ("prints", {"stdout": b"ACCEPTED\n"}, Ruling(1.0)),
    ("prints", {"stdout": b"no: line 3\n"}, Ruling(0.0, "line 3")),
    ("prints", {"stdout": b"1"}, Ruling(0.1, "", True)),
    ("prints", {"stdout": b"-4"}, Ruling(0.0, "", True)),
]  # fmt: skip
FAILURES = [
    ("testlib", {"exit_code": 4242}),
    ("testlib", {"exit_code": 7, "stderr": b"points nan"}),
    ("testlib", {"exit_code": 7, "stderr": b"points many"}),
    ("kattis", {"exit_code": 0}),
    ("kattis", {"exit_code": 42, "collected": {"feedback/score.txt": b"good"}}),
    ("prints", {"stdout": b"inf"}),
    ("prints", {"stdout": b" \n"}),
]


@pytest.mark.parametrize(("protocol", "changes", "ruling"), RULINGS)
def test_what_a_checker_says(protocol: str, changes: dict[str, Any], ruling: Ruling) -> None:
    assert RULING[protocol](execution(**changes), 10.0) == ruling


@pytest.mark.parametrize(("protocol", "changes"), FAILURES)
def test_what_makes_no_sense_is_a_failure(protocol: str, changes: dict[str, Any]) -> None:
    with pytest.raises(CheckerFailed):
        RULING[protocol](execution(**changes), 10.0)


def test_what_a_problem_with_a_checker_must_be() -> None:
    checker = CHECKERS["testlib"]
    call = {"kind": "call", "function": "f", "expected": 1}
    assert objections({"tests": TESTS, "checker": checker}) == []
    assert objections({"tests": [*TESTS, call], "checker": checker}) == [
        "problem.tests: with 'checker' all tests must be 'stdio' tests"
    ]
    assert objections(
        {"tests": TESTS, "checker": checker}, languages=frozenset(("python", "java"))
    ) == ["problem.checker.language: cpp is installed on no worker here"]
    interactor = {**checker, "protocol": "kattis"}
    with pytest.raises(ValidationError, match="at most one"):
        objections({"tests": TESTS, "checker": checker, "interactor": interactor})
    with pytest.raises(ValidationError, match="files"):
        objections({"tests": TESTS, "checker": {**checker, "files": {"../testlib.h": ""}}})


def test_given_files_are_put_in_where_they_are_included() -> None:
    files = {"lib/a.h": '#include "b.h"\nint a;', "b.h": "int b;", "c.h": '#include "c.h"\nint c;'}
    source = '#include <a.h>\n #  include "a.h" // first\n#include "b.h"\n#include "no.h"\n'
    assert including(source, files) == '#include <a.h>\nint b;\nint a;\n\n#include "no.h"\n'
    assert including('#include "./c.h"\n', files) == "\nint c;\n"
