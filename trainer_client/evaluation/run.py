"""The evaluation as a whole: answers are drawn and judged problem by problem, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import aclosing
from itertools import islice

from trainer_client.async_client import AsyncRewardClient
from trainer_client.candidates.candidate import Candidate, CandidateSource
from trainer_client.candidates.judging import Attempt, judged
from trainer_client.evaluation.records import ProblemRecord, SampleRecord
from trainer_client.evaluation.sets import Asked, problems
from trainer_client.evaluation.settings import EvalSettings
from trainer_client.journal import Journal
from trainer_client.ordered import chunks, in_order
from trainer_client.types import Result

AT_ONCE = 4  # chunks in flight: while one is judged the next is drawn


async def evaluate(
    source: CandidateSource,
    client: AsyncRewardClient,
    settings: EvalSettings,
    journal: Journal,
    progress: Callable[[int], None],
    *,
    together: int,
    resume: bool,
) -> None:
    """Brings the journal to the end of the last set, `together` problems at a time.

    Raises CheckpointError, DatasetError, EngineError, OSError, and what the client raises.
    """
    done = journal.begin(settings, resume=resume)
    progress(done)
    rest = islice(problems(settings), done, None)

    async def answered(asked: Sequence[Asked]) -> list[ProblemRecord]:
        found = await source.candidates([each.row for each in asked])
        return await _judged(client, asked, found)

    async with aclosing(in_order(chunks(rest, together), answered, AT_ONCE)) as finished:
        async for records in finished:
            journal.append(records)
            done += len(records)
            progress(done)


async def _judged(
    client: AsyncRewardClient, asked: Sequence[Asked], found: Sequence[Sequence[Candidate]]
) -> list[ProblemRecord]:
    attempts = [
        Attempt(number, each.row.task, candidate)
        for number, (each, candidates) in enumerate(zip(asked, found, strict=True))
        if each.row.task is not None
        for candidate in candidates
    ]
    outcome = await judged(client, attempts)
    results = iter(outcome.results)
    return [
        _record(each, candidates, [*islice(results, len(candidates))], outcome.refusals.get(number))
        for number, (each, candidates) in enumerate(zip(asked, found, strict=True))
    ]


def _record(
    asked: Asked,
    candidates: Sequence[Candidate],
    results: Sequence[Result | None],
    refusal: str | None,
) -> ProblemRecord:
    if asked.row.task is None or refusal is not None:
        fault = f"the service refuses it: {refusal}" if refusal is not None else asked.row.fault
        id_ = asked.row.task.id if asked.row.task else ""
        return ProblemRecord(set=asked.set, id=id_, fault=fault)
    samples = [
        SampleRecord(
            text=candidate.text,
            reward=None if result is None else result.reward,
            tokens=candidate.tokens,
            cut=candidate.cut,
        )
        for candidate, result in zip(candidates, results, strict=True)
    ]
    return ProblemRecord(set=asked.set, id=asked.row.task.id, samples=samples)
