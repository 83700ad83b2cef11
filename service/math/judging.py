"""Judging one answer: the verifier is asked, and what it says becomes a result."""

from __future__ import annotations

import time

from service import wire
from service.math.exchange import Question
from service.math.extraction import Extracted
from service.math.results import judged
from service.math.verifier import Verifier
from service.spec import MathSpec


def result_of(spec: MathSpec, task_text: str, verifier: Verifier) -> wire.Result:
    """The result of a task, whose text is an `Extracted` as the API wrote it."""
    answer = Extracted.decoded(task_text)
    start = time.monotonic()
    reply = verifier.ask(Question(answer.source, answer.text, spec.answers))
    return judged(spec.reward, answer.source, reply, time.monotonic() - start)
