"""Candidates of several problems as one batch of the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from trainer_client.async_client import AsyncRewardClient
from trainer_client.candidates.candidate import Candidate
from trainer_client.errors import NotFound, RequestRefused, Unauthorized
from trainer_client.retry import RetryPolicy
from trainer_client.tasks import Task
from trainer_client.types import Result

PATIENT = RetryPolicy(retries=1_000_000, budget_s=900.0)  # bounded by time, not by number
TRIES = 3  # of a batch whose deadline has passed, or whose worker was lost


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a candidate."""

    number: int  # of the row
    task: Task
    candidate: Candidate
    repetition: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """The results in the order of the attempts, and by a row's number why its problem was refused:
    its attempts have no result."""

    results: list[Result | None]
    refusals: dict[int, str]


async def judged(client: AsyncRewardClient, attempts: Sequence[Attempt]) -> Judged:
    """Judges attempts as one batch; problem by problem where the service refuses the batch.

    Raises what the client raises, but not that a single problem was refused.
    """
    if not attempts:
        return Judged([], {})
    numbers = list(dict.fromkeys(each.number for each in attempts))
    try:
        return Judged(await _results(client, attempts), {})
    except (Unauthorized, NotFound):
        raise
    except RequestRefused as error:
        if len(numbers) == 1:
            return Judged([None] * len(attempts), {numbers[0]: str(error)})
    found: dict[int, Judged] = {}
    for number in numbers:
        found[number] = await judged(client, [each for each in attempts if each.number == number])
    results = {number: iter(each.results) for number, each in found.items()}
    refusals = {n: why for each in found.values() for n, why in each.refusals.items()}
    return Judged([next(results[each.number]) for each in attempts], refusals)


async def _results(client: AsyncRewardClient, attempts: Sequence[Attempt]) -> list[Result | None]:
    """A result each; those without verdict were tried again."""
    found: dict[int, Result] = {}
    for _ in range(TRIES):
        open_ = [n for n in range(len(attempts)) if n not in found or found[n].reward is None]
        if open_:
            found |= await _batch(client, {n: attempts[n] for n in open_})
    return [found[n] for n in range(len(attempts))]


async def _batch(client: AsyncRewardClient, attempts: Mapping[int, Attempt]) -> dict[int, Result]:
    problems = {str(each.number): each.task.problem for each in attempts.values()}
    submissions = [
        each.candidate.submission(str(n), each.task, str(each.number), each.repetition)
        for n, each in attempts.items()
    ]
    async with aclosing(client.score_batch(problems, submissions)) as results:
        return {int(result.id): result async for result in results}
