"""Interactive problems: a program guesses a number, an interactor answers and judges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox import Execution
from service.judge.cases import Interaction
from service.judge.interaction import judge_interaction
from service.judge.protocols import CheckerFailed
from tests.service.judged import Judged

TESTS = [{"kind": "stdio", "stdin": f"{n}\n", "stdout": "10\n"} for n in (3, 1000)]
# The answer file holds how many guesses are allowed.
KATTIS = """
import sys, time
secret, most = int(open(sys.argv[1]).read()), int(open(sys.argv[2]).read())
def end(status, message):
    with open(sys.argv[3] + "judgemessage.txt", "w") as file:
        file.write(message)
    sys.exit(status)
for used in range(1, most + 1):
    line = sys.stdin.readline()
    if not line:
        time.sleep(0.5)  # so that there is no doubt who ended first
        end(43, "no guess")
    guess = int(line)
    print("higher" if guess < secret else "lower" if guess > secret else "right", flush=True)
    if guess == secret:
        end(42, f"{used} guesses")
end(43, "too many guesses")
"""
TESTLIB = """
#include <fstream>
#include <iostream>
int main(int, char** argv) {
    std::ifstream input(argv[1]), answer(argv[3]);
    std::ofstream output(argv[2]);
    int secret, most, guess;
    input >> secret;
    answer >> most;
    for (int used = 1; used <= most && std::cin >> guess; ++used) {
        output << guess << std::endl;
        std::cout << (guess < secret ? "higher" : guess > secret ? "lower" : "right") << std::endl;
        if (guess == secret) {
            std::cerr << "ok " << used << " guesses";
            return output ? 0 : 3;
        }
    }
    std::cerr << "wrong answer too many guesses";
    return 1;
}
"""
INTERACTORS: dict[str, dict[str, Any]] = {
    "kattis": {"language": "python", "protocol": "kattis", "source": KATTIS},
    "testlib": {"language": "cpp", "protocol": "testlib", "source": TESTLIB},
}
BISECT = """
low, high = 1, 1000
while low <= high:
    middle = (low + high) // 2
    print(middle, flush=True)
    said = input()
    if said == "right":
        break
    low, high = (middle + 1, high) if said == "higher" else (low, middle - 1)
"""
COUNT = """
import sys
for n in range(1, 11):
    print(n, flush=True)
    if sys.stdin.readline() != "higher\\n":
        break
"""
CPP = """
#include <cstdio>
#include <cstring>
int main() {
    int low = 1, high = 1000;
    char said[10] = "";
    while (std::strcmp(said, "right")) {
        int middle = (low + high) / 2;
        std::printf("%d\\n", middle);
        std::fflush(stdout);
        if (std::scanf("%9s", said) != 1) return 1;
        if (*said == 'h') low = middle + 1; else high = middle - 1;
    }
}
"""


@pytest.mark.parametrize("protocol", INTERACTORS)
def test_a_program_talks_with_the_interactor(judged: Judged, protocol: str) -> None:
    problem = {"tests": TESTS, "interactor": INTERACTORS[protocol]}
    right = judged.result(BISECT, **problem)
    assert (right.reward, right.passed) == (1.0, 2)
    assert "guesses" in right.tests[0].message
    assert judged.verdicts(CPP, **{**problem, "language": "cpp"}) == ["passed"] * 2
    assert judged.verdicts(COUNT, **problem) == ["passed", "wrong_answer"]


ENDS = [
    ("raise ValueError", "runtime_error"),
    # The interactor had ended and judged.
    ("import sys, time; print(3, flush=True); sys.stdin.read(); time.sleep(99)", "passed"),
    ("print(2, flush=True); input(); raise ValueError", "runtime_error"),
    ("pass", "wrong_answer"),
    ("print(2)", "wrong_answer"),  # the interactor cannot answer
    ("while True: pass", "time_limit"),
    ("input()", "time_limit"),  # each waits for the other
    ("x = (", "compile_error"),
    ("for n in range(20): print(1000, flush=True)\nwhile True: pass", "wrong_answer"),
]


@pytest.mark.parametrize(("code", "verdict"), ENDS)
def test_who_ended_first_has_the_word(judged: Judged, code: str, verdict: str) -> None:
    limits = {"cpu_s": 1, "wall_s": 2}
    problem = {"tests": TESTS[:1], "interactor": INTERACTORS["kattis"], "limits": limits}
    assert judged.verdicts(code, **problem) == [verdict]


BROKEN = [
    ("python", "1/0", "ZeroDivisionError"),
    ("python", "x = (", "does not compile"),
    ("cpp", "int main() { return x; }", "does not compile"),
    ("python", "while True: pass", "cpu limit"),
    ("python", "import sys\nsys.stdin.read()\nwhile True: pass", "cpu limit"),
]


@pytest.mark.parametrize(("language", "source", "words"), BROKEN)
def test_an_interactor_that_fails_is_no_verdict(
    judged: Judged, language: str, source: str, words: str
) -> None:
    interactor = {"language": language, "protocol": "kattis", "source": source}
    limits = {"cpu_s": 1, "wall_s": 4}
    # It ends by itself, so that the interactor is what is left.
    code = "import sys\nprint(1, flush=True)"
    result = judged.result(code, tests=TESTS, interactor=interactor, limits=limits)
    assert (result.status, result.reason) == ("no_verdict", "checker_failed")
    assert words in result.message


LOOKS = """
import os
for top, folders, files in os.walk("/work"):
    for file in files:
        try:
            text = open(os.path.join(top, file), "rb").read()
        except OSError:
            continue
        if b"too many gues" + b"ses" in text:
            raise ValueError(os.path.join(top, file))
print(3, flush=True)
input()
"""


@pytest.mark.parametrize("protocol", INTERACTORS)
def test_the_candidate_cannot_read_the_interactor(judged: Judged, protocol: str) -> None:
    problem = {"tests": TESTS[:1], "interactor": INTERACTORS[protocol]}
    assert judged.verdicts(LOOKS, **problem) == ["passed"]


ENDED = Execution(exit_code=0, signal=None, limit=None, cpu_s=0.1, wall_s=1, memory_mb=9)
KILLED = replace(ENDED, exit_code=None, signal=9)
PIPE = replace(ENDED, exit_code=None, signal=13)
ACCEPTS, REJECTS = replace(ENDED, exit_code=42), replace(ENDED, exit_code=43)
CASES = [
    (ENDED, ACCEPTS, "passed"),
    (ENDED, REJECTS, "wrong_answer"),
    (replace(ENDED, exit_code=1), ACCEPTS, "passed"),
    (replace(ENDED, exit_code=1), REJECTS, "runtime_error"),
    (replace(ENDED, exit_code=1), PIPE, "runtime_error"),
    (replace(ENDED, exit_code=1), replace(ENDED, exit_code=1), "runtime_error"),
    (replace(ENDED, dismissed=True), REJECTS, "wrong_answer"),
    (replace(ENDED, dismissed=True, limit="output"), replace(ACCEPTS, limit="output"), "passed"),
    (PIPE, REJECTS, "wrong_answer"),
    (replace(ENDED, exit_code=1, stderr=b"EOFError"), REJECTS, "wrong_answer"),
    (replace(ENDED, exit_code=1, stderr=b"EOFError"), ENDED, None),
    (replace(ENDED, exit_code=1, stderr=b"EOFError"), PIPE, "runtime_error"),
    (PIPE, ACCEPTS, "passed"),
    (ENDED, PIPE, "wrong_answer"),
    (ENDED, replace(ENDED, exit_code=120, stderr=b"BrokenPipeError: [Errno 32]"), "wrong_answer"),
    (replace(ENDED, dismissed=True), replace(ENDED, exit_code=1, stderr=b"EOFError"),
     "wrong_answer"),
    (replace(ENDED, dismissed=True), replace(ENDED, exit_code=3, stderr=b"FAIL end of file"), None),
    (replace(ENDED, dismissed=True), PIPE, "wrong_answer"),
    (replace(ENDED, dismissed=True), replace(ENDED, exit_code=1, stderr=b"Broken pipe"),
     "wrong_answer"),
    (ENDED, ENDED, None),
    (ENDED, None, None),
    (replace(KILLED, limit="wall"), replace(KILLED, limit="wall"), "time_limit"),
    (replace(ENDED, limit="wall", dismissed=True), replace(KILLED, limit="wall"), "time_limit"),
    (replace(ENDED, limit="wall"), replace(KILLED, limit="wall"), None),
    (replace(ENDED, limit="wall", exit_code=3), replace(KILLED, limit="wall"), "runtime_error"),
    (replace(KILLED, limit="cpu", cpu_s=2), replace(KILLED, limit="cpu"), "time_limit"),
    (replace(KILLED, limit="cpu"), replace(KILLED, limit="cpu", cpu_s=2), None),
    (replace(KILLED, limit="memory", memory_mb=99), replace(KILLED, limit="memory"),
     "memory_limit"),
    (replace(KILLED, limit="memory"), replace(KILLED, limit="memory", memory_mb=99), None),
    (replace(KILLED, limit="output", stderr_clipped=True), replace(KILLED, limit="output"),
     "output_limit"),
    (replace(KILLED, limit="output"), replace(KILLED, limit="output"), None),
    (replace(KILLED, limit="cpu"), ACCEPTS, "time_limit"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "interactor", "verdict"), CASES)
def test_the_verdict_on_every_pair_of_ends(
    seen: Execution, interactor: Execution | None, verdict: str | None
) -> None:
    expected, both = Interaction("kattis", 1.0), replace(seen, interactor=interactor)
    if verdict is None:
        with pytest.raises(CheckerFailed):
            judge_interaction(expected, both)
    else:
        assert judge_interaction(expected, both).verdict.value == verdict
