"""Evidence for the problems of some rows: candidates judged, the best of them again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer_client.async_client import AsyncRewardClient
from trainer_client.candidates.candidate import Candidate, CandidateSource
from trainer_client.candidates.judging import Attempt, judged
from trainer_client.filtering.evidence import Evidence, Trial, by_test
from trainer_client.filtering.expectations import expectations
from trainer_client.filtering.records import ProblemRecord, problem_record
from trainer_client.filtering.settings import DEFAULT_CPU_S
from trainer_client.filtering.splitting import split
from trainer_client.filtering.suspicion import Suspicion, suspicions
from trainer_client.tasks import Task, TaskRow
from trainer_client.types import MathProblem, Result

REPEATED = 3  # programs of a problem that are run again


class Examiner:
    """Takes rows, gives their records."""

    def __init__(
        self, client: AsyncRewardClient, source: CandidateSource, repetitions: int
    ) -> None:
        self._client = client
        self._source = source
        self._repetitions = repetitions

    async def examine(self, rows: Sequence[TaskRow]) -> list[ProblemRecord]:
        """One record a row. Raises what the client raises, and EngineError."""
        candidates = await self._source.candidates(rows)
        cases = {
            row.number: _Case(_split(row.task), those)
            for row, those in zip(rows, candidates, strict=True)
            if row.task is not None
        }
        refusals = await self._judge(cases, self._first(cases))
        await self._judge(cases, self._again(cases))
        return [self._record(row, cases.get(row.number), refusals) for row in rows]

    def _first(self, cases: dict[int, _Case]) -> list[_Run]:
        return [
            _Run(number, index, 0)
            for number, case in cases.items()
            for index in range(len(case.candidates))
        ]

    def _again(self, cases: dict[int, _Case]) -> list[_Run]:
        """The best programs of each problem, once for each repetition."""
        return [
            _Run(number, index, repetition)
            for number, case in cases.items()
            for index in case.best()
            for repetition in range(1, self._repetitions + 1)
        ]

    async def _judge(self, cases: dict[int, _Case], runs: Sequence[_Run]) -> dict[int, str]:
        """Enters the results with a verdict; why the service refused problems, by number."""
        attempts = [
            Attempt(
                run.number,
                cases[run.number].task,
                cases[run.number].candidates[run.index],
                run.repetition,
            )
            for run in runs
        ]
        found = await judged(self._client, attempts)
        for run, result in zip(runs, found.results, strict=True):
            if result is not None:
                cases[run.number].enter(run.index, result)
        return found.refusals

    def _record(self, row: TaskRow, case: _Case | None, refusals: dict[int, str]) -> ProblemRecord:
        if case is None:
            return ProblemRecord(number=row.number, id="", fault=row.fault)
        if row.number in refusals:
            fault = f"the service refuses it: {refusals[row.number]}"
            return ProblemRecord(number=row.number, id=case.task.id, fault=fault)
        evidence = case.evidence()
        return problem_record(
            row.number, case.task.id, evidence, case.suspicions(evidence), case.no_verdict
        )


@dataclass(frozen=True, slots=True)
class _Run:
    number: int
    index: int
    repetition: int


class _Case:
    """One problem while it is examined."""

    def __init__(self, task: Task, candidates: Sequence[Candidate]) -> None:
        self.task = task
        self.candidates = candidates
        self.no_verdict = 0
        self._results: dict[int, list[Result]] = defaultdict(list)

    def enter(self, index: int, result: Result) -> None:
        if result.reward is None:
            self.no_verdict += not self._results[index]
        else:
            self._results[index].append(result)

    def best(self) -> list[int]:
        """Different programs that pass the most tests, half of them at least: others would tell
        of themselves and not of the tests. None where there are no programs."""
        if isinstance(self.task.problem, MathProblem):
            return []
        rates = {
            index: results[0].passed / results[0].total
            for index, results in self._results.items()
            if results and results[0].total
        }
        ranked = sorted(rates, key=lambda index: -rates[index])
        programs = {self.candidates[index].text: index for index in reversed(ranked)}
        chosen = [index for index in ranked if programs[self.candidates[index].text] == index]
        return [index for index in chosen if rates[index] >= 0.5][:REPEATED]

    def evidence(self) -> Evidence:
        trials = [
            Trial(
                self.candidates[index].text,
                self.candidates[index].published,
                tuple(map(by_test, results)),
            )
            for index, results in sorted(self._results.items())
            if results
        ]
        problem = self.task.problem
        stated = None if isinstance(problem, MathProblem) else problem.limits.cpu_s
        return Evidence(trials, stated or DEFAULT_CPU_S)

    def suspicions(self, evidence: Evidence) -> list[Suspicion]:
        problem = self.task.problem
        known = [] if isinstance(problem, MathProblem) else [*expectations(problem)]
        return suspicions(evidence, known)


def _split(task: Task) -> Task:
    if isinstance(task.problem, MathProblem):
        return task
    return replace(task, problem=split(task.problem))
