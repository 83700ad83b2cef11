"""Math problems, from what a request asks for to what is admitted."""

from __future__ import annotations

from service import wire
from service.api.resolved import Resolved
from service.math.extraction import TooLarge, answer_of
from service.math.results import no_answer, too_large
from service.math.version import verifier_version
from service.spec import MathSpec, digest, task_key
from service.store.batches import Pending, Settled
from service.store.scripts import result_body

RUNS = 1  # of the verifier, for one submission


def resolve_math(problem: wire.MathProblem) -> Resolved:
    spec = MathSpec(
        answers=tuple(problem.answers), reward=problem.reward, verifier=verifier_version()
    )
    encoded = spec.encoded()
    return Resolved(spec, encoded, digest(encoded), RUNS)


def math_entry(
    submission_id: str, completion: str, problem: Resolved, repetition: int = 0
) -> Pending | Settled:
    """One submission as it is admitted: its answer found, its task named."""
    reward = problem.spec.reward
    try:
        answer = answer_of(completion)
    except TooLarge as error:
        return Settled(submission_id, result_body(too_large(reward, str(error))))
    if answer is None:
        return Settled(submission_id, result_body(no_answer(reward)))
    text = answer.encoded()
    key = task_key(problem.digest, text, repetition)
    return Pending(submission_id, key, problem.digest, RUNS, text)
