"""What the candidates of one problem did at each of its tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer_client.types import Result, TestResult, Verdict


@dataclass(frozen=True)
class Trial:
    """One candidate, judged once or several times.

    program  tells programs apart: equal texts are one program
    runs     the results by test, of the first run and of each repetition
    """

    program: str
    published: bool
    runs: tuple[Mapping[str, TestResult], ...]

    @property
    def passed(self) -> frozenset[str]:
        """The tests that it passes at the first run."""
        return self._passed[0]

    def outcomes(self, test: str) -> list[bool]:
        """Whether each run passes."""
        return [test in passed for passed in self._passed]

    def verdicts(self, test: str) -> list[Verdict | str]:
        """One for each run; what a program that does not compile never came to is missing."""
        return [run[test].verdict for run in self.runs if test in run]

    def cpu_s(self, test: str) -> float:
        """Seconds of CPU of the first run."""
        seen = self.runs[0].get(test)
        return seen.cpu_s if seen else 0.0

    @cached_property
    def _passed(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(name for name, each in run.items() if each.verdict == Verdict.PASSED)
            for run in self.runs
        )


@dataclass(frozen=True)
class Evidence:
    """All trials of a problem. Those without verdict are none."""

    trials: Sequence[Trial]
    cpu_limit_s: float

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """Every test that some trial has a result of, in order."""
        return tuple(dict.fromkeys(name for trial in self.trials for name in trial.runs[0]))

    @property
    def solved(self) -> int:
        """How many pass every test."""
        return sum(self._solves(trial) for trial in self.trials)

    def passing(self, test: str) -> int:
        return sum(test in trial.passed for trial in self.trials)

    def passing_others(self, test: str, without: frozenset[str]) -> list[Trial]:
        """The trials that pass all other tests, those of `without` not counted."""
        others = frozenset(self.tests) - without - {test}
        return [trial for trial in self.trials if others <= trial.passed]

    def _solves(self, trial: Trial) -> bool:
        return bool(self.tests) and len(trial.passed) == len(self.tests)


def by_test(result: Result) -> Mapping[str, TestResult]:
    """A result's tests by their names."""
    return {test.name: test for test in result.tests}
