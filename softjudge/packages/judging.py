"""One program's verdict: by all pairs of the test data, or up to the first that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from softjudge.packages.contents import Package
from softjudge.packages.errors import Unsupported
from softjudge.packages.languages import language_of
from softjudge.packages.problem import Bounds, Statement
from softjudge.packages.submissions import Submission
from trainer_client import Problem, Result

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
        self, package: Package, statement: Statement, bounds: Bounds, stop: bool, prepare: Prepare
    ) -> None:
        self._package = package
        self._statement = statement
        self._bounds = bounds
        self._stop = stop
        self._prepare = prepare
        self._prepared: dict[str, list[Run]] = {}

    def judge(self, submission: Submission) -> Judgement:
        """Raises Unsupported."""
        source = self._package.files.get(submission.path)
        if source is None:
            raise Unsupported("programs in several files")
        language = language_of(submission.path)
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
        tests = self._statement.tests
        if not self._stop:
            yield self._statement.problem(language, self._bounds, tests)
            return
        for test in sorted(tests, key=lambda test: len(test.stdin) + len(test.stdout)):
            yield self._statement.problem(language, self._bounds, (test,))


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
