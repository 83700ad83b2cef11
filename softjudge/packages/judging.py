"""One program's verdict: by all pairs of the test data, or up to the first that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from softjudge.packages.bounds import Bounds
from softjudge.packages.contents import Package
from softjudge.packages.errors import Unsupported
from softjudge.packages.submissions import Submission
from trainer_client import Problem, Result, StdioTest
from trainer_client.datasets.kattis.sources import language_by_name

Run = Callable[[str], Result]  # judges a program's source
Prepare = Callable[[Problem], Run]

JUDGE_ERROR = "JE"
CODES = {
    "passed": "AC",
    "wrong_answer": "WA",
    "time_limit": "TLE",
    "runtime_error": "RTE",
    # As in the package format, which knows four verdicts.
    "memory_limit": "RTE",
    "output_limit": "RTE",
    "compile_error": "CE",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A submission's verdict, and the pair that decided it."""

    submission: Submission
    language: str
    verdict: str
    pair: str = ""
    message: str = ""
    cpu_s: float = 0.0  # of the longest run
    runs: int = 0

    @property
    def agrees(self) -> bool:
        return self.verdict == self.submission.expected


class Programs:
    """Judges the programs of one package; a problem is prepared once for each language."""

    def __init__(
        self, package: Package, problem: Problem, bounds: Bounds, stop: bool, prepare: Prepare
    ) -> None:
        self._package = package
        self._problem = problem
        self._bounds = bounds
        self._stop = stop
        self._prepare = prepare
        self._prepared: dict[str, list[Run]] = {}

    def judge(self, submission: Submission) -> Judgement:
        """Raises Unsupported."""
        source = self._package.files.get(submission.path)
        if source is None:
            raise Unsupported("programs in several files")
        language = _language_of(submission.path)
        text = source.decode("utf-8", "replace")
        verdict, cpu_s, runs = ("AC", "", ""), 0.0, 0
        for run in self._runs(language):
            result = run(text)
            runs += len(result.tests)
            cpu_s = max([cpu_s, *(test.cpu_s for test in result.tests)])
            verdict = _decided(result)
            if verdict[0] != "AC":
                break
        code, pair, message = verdict
        return Judgement(submission, language, code, pair, message, cpu_s, runs)

    def _runs(self, language: str) -> list[Run]:
        """What judges programs of a language, one after the other until one does not accept."""
        if language not in self._prepared:
            self._prepared[language] = [self._prepare(each) for each in self._problems(language)]
        return self._prepared[language]

    def _problems(self, language: str) -> Iterator[Problem]:
        tests = list(self._problem.tests or ())
        if not self._stop:
            yield self._bounds.problem(self._problem, language, tests)
            return
        pairs = [test for test in tests if isinstance(test, StdioTest)]
        for test in sorted(pairs, key=lambda test: len(test.stdin) + len(test.stdout)):
            yield self._bounds.problem(self._problem, language, [test])


def _language_of(name: str) -> str:
    language = language_by_name(name)
    if language is None:
        suffix = PurePosixPath(name).suffix
        raise Unsupported(f"files named *{suffix}" if suffix else "files without a suffix")
    return language


def _decided(result: Result) -> tuple[str, str, str]:
    """(verdict, pair, message) of the first pair that fails."""
    if result.status != "scored":
        return JUDGE_ERROR, "", f"{result.reason}: {result.message}".rstrip(": ")
    if result.compile is not None and not result.compile.ok:
        return CODES["compile_error"], "", result.compile.message
    for test in result.tests:
        if test.verdict != "passed":
            said = ": ".join(filter(None, [str(test.verdict), test.message]))
            return CODES.get(test.verdict, JUDGE_ERROR), test.name, said
    return CODES["passed"], "", ""
