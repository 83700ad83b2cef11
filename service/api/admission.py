"""Getting a checked batch into the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service import wire
from service.api.errors import Overloaded
from service.api.intake import Known
from service.api.resolved import Resolved
from service.api.state import Service
from service.store.batches import Lane, NewBatch, Page, Pending, Refused, Settled


async def known_for(problems: Iterable[wire.AnyProblem], here: Service) -> Known:
    """What is known of the problems' test sets. Raises StoreUnavailable."""
    named = {
        problem.tests_ref
        for problem in problems
        if isinstance(problem, wire.Problem) and problem.tests_ref is not None
    }
    found = await here.testsets.find(sorted(named))
    return Known(here.settings, found, here.sandbox_version, here.load.languages)


def new_batch(
    batch_id: str,
    lane: Lane,
    deadline_s: float,
    entries: Sequence[Pending | Settled],
    problems: Iterable[Resolved],
) -> NewBatch:
    problems = list(problems)
    return NewBatch(
        batch_id,
        lane,
        deadline_s,
        entries,
        specs={problem.digest: problem.encoded for problem in problems},
        inline_testsets=dict(
            problem.inline_testset for problem in problems if problem.inline_testset is not None
        ),
    )


async def admit(batch: NewBatch, here: Service, key: str) -> Page:
    """Admits the batch of an API key and returns its first results.

    Raises QuotaExceeded, Overloaded and StoreUnavailable.
    """
    await here.quotas.charge(key, "runs", batch.runs)
    outcome = await here.batches.admit(batch, here.load)
    here.metrics.admitted(batch, accepted=not isinstance(outcome, Refused))
    if isinstance(outcome, Refused):
        await here.quotas.charge(key, "runs", -batch.runs)
        raise Overloaded(
            f"the work ahead would take longer than {batch.deadline_s:g} s",
            retry_after_s=outcome.retry_after_s,
        )
    return outcome
