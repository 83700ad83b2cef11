"""What the client does, as generators of effects: no socket, no clock, no event loop.

Both clients drive these, so that the order of requests, the retries and the resumption of a
broken stream are written (and tested) once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trainer_client import protocol
from trainer_client.effects import (
    Broken,
    Emit,
    Flow,
    Open,
    Opened,
    Read,
    Request,
    Response,
    Send,
    Sleep,
)
from trainer_client.errors import NotFound, SoftjudgeError, TestSetMissing, TransportError
from trainer_client.retry import Attempts, RetryPolicy
from trainer_client.types import (
    Answer,
    AnyProblem,
    BatchCreated,
    BatchProgress,
    MathProblem,
    Problem,
    Reason,
    Result,
    Submission,
)


@dataclass(frozen=True, slots=True)
class Session:
    """What the flows of one client share, from several threads too: sets need no lock for this."""

    retry: RetryPolicy = field(default_factory=RetryPolicy)
    silence_s: float = 60.0  # a result stream as quiet as this is looked after
    known: set[str] = field(default_factory=set)  # hashes of the test sets the service has


def score(session: Session, problem: Problem, answer: Answer, deadline_s: float) -> Flow[Result]:
    """One submission, waited for."""
    request = protocol.score_request(problem, answer, deadline_s)
    response = yield from _send_with_tests(session, [problem], request)
    result = protocol.parsed(response, Result)
    _forget_if_missing(session, [problem], result)
    return result


def score_math(
    session: Session, problem: MathProblem, id_: str, completion: str, deadline_s: float
) -> Flow[Result]:
    """One answer to a math problem, waited for."""
    request = protocol.math_request(problem, id_, completion, deadline_s)
    response = yield from _exchange(session, request)
    return protocol.parsed(response, Result)


def upload(session: Session, problems: Iterable[AnyProblem]) -> Flow[None]:
    """Gives the service the test sets that it lacks."""
    for problem in _with_tests(problems):
        sha256 = problem.test_set_sha256
        if sha256 in session.known:
            continue
        if not (yield from _has_test_set(session, sha256)):
            body = problem.test_set_body()
            yield from _exchange(session, protocol.test_set_upload(sha256, body))
        session.known.add(sha256)


class Batch:
    """One batch: sent, followed to its last result, and cancelled if it is abandoned."""

    def __init__(
        self,
        session: Session,
        problems: Mapping[str, AnyProblem],
        submissions: list[Submission],
        deadline_s: float | None,
    ) -> None:
        self._session = session
        self._problems = problems
        self._submissions = submissions
        self._deadline_s = deadline_s
        self._missing = {each.id for each in submissions}
        self._cursor: str | None = None
        self._id: str | None = None

    def run(self) -> Flow[None]:
        """Emits each submission's result once, in the order in which they complete."""
        if not self._missing:
            return
        request = protocol.batch_request(self._problems, self._submissions, self._deadline_s)
        problems = list(self._problems.values())
        # If only the answer got lost, the retry makes a second batch. Nobody reads the first,
        # and the service runs what the two have in common once.
        response = yield from _send_with_tests(self._session, problems, request)
        self._id = protocol.parsed(response, BatchCreated).id
        yield from self._follow(self._id)

    def abandoned(self) -> Request | None:
        """The request that frees the workers of what nobody waits for, None if there is none."""
        return protocol.cancel_request(self._id) if self._id and self._missing else None

    def _follow(self, batch_id: str) -> Flow[None]:
        """Reads the result stream, opening it again from the cursor as often as it takes.

        The retries count only breaks with no result in between. A stream that is quiet while
        the batch is running is no failure, however long: the batch's deadline bounds it.
        """
        attempts = Attempts(self._session.retry)
        while self._missing:
            before = len(self._missing)
            broken = yield from self._read_stream(batch_id)
            if not self._missing:
                return
            waiting = False
            if broken is None or broken.silent:
                waiting = yield from self._is_running(batch_id)
            if waiting or len(self._missing) < before:
                attempts = Attempts(self._session.retry)
            message = broken.message if broken else "the result stream ended before the last result"
            yield Sleep(attempts.wait_after(TransportError(message)))

    def _read_stream(self, batch_id: str) -> Flow[Broken | None]:
        """Emits what the stream brings until it ends (None) or breaks.

        It is read to its end, behind the last result too: else its connection is lost for use.
        """
        request = protocol.results_request(batch_id, self._cursor, self._session.silence_s)
        opened = yield from _open(self._session, request)
        if isinstance(opened, Broken):
            return opened
        buffer = protocol.LineBuffer()
        while True:
            chunk: bytes | Broken = yield Read()
            if isinstance(chunk, Broken):
                return chunk
            if not chunk:
                return None
            for line in buffer.lines(chunk):
                yield from self._take(line)

    def _take(self, line: bytes) -> Flow[None]:
        result, cursor = protocol.parsed_line(line)
        if result.id in self._missing:
            self._missing.remove(result.id)
            _forget_if_missing(self._session, self._problems.values(), result)
            yield Emit(result)
        # Behind the emission: a result that the caller did not take is not passed over.
        self._cursor = cursor if cursor is not None else self._cursor

    def _is_running(self, batch_id: str) -> Flow[bool]:
        response = yield from _exchange(self._session, protocol.progress_request(batch_id))
        return protocol.parsed(response, BatchProgress).status == "running"


def _with_tests(problems: Iterable[AnyProblem]) -> list[Problem]:
    """Those whose tests are here, to be uploaded."""
    return [each for each in problems if isinstance(each, Problem) and each.tests is not None]


def _send_with_tests(
    session: Session, problems: Sequence[AnyProblem], request: Request
) -> Flow[Response]:
    """Sends a request that names test sets. One that has been dropped is uploaded again, once."""
    yield from upload(session, problems)
    try:
        return (yield from _exchange(session, request))
    except TestSetMissing:
        own = _with_tests(problems)
        if not own:
            raise
        for problem in own:
            session.known.discard(problem.test_set_sha256)
        yield from upload(session, own)
        return (yield from _exchange(session, request))


def _has_test_set(session: Session, sha256: str) -> Flow[bool]:
    try:
        yield from _exchange(session, protocol.test_set_query(sha256))
    except NotFound:
        return False
    return True


def _forget_if_missing(session: Session, problems: Iterable[AnyProblem], result: Result) -> None:
    """After a test set got lost behind the service's door, the next request uploads it again."""
    if result.reason == Reason.TESTSET_MISSING:
        for problem in _with_tests(problems):
            session.known.discard(problem.test_set_sha256)


def _exchange(session: Session, request: Request) -> Flow[Response]:
    """Sends a request until it succeeds. Raises what stands in the way of that."""
    attempts = Attempts(session.retry)
    while True:
        reply: Response | Broken = yield Send(request)
        try:
            return protocol.checked(reply)
        except SoftjudgeError as error:
            silence_s = request.wait_s if isinstance(reply, Broken) and reply.silent else 0.0
            wait_s = attempts.wait_after(error, silence_s)
        yield Sleep(wait_s)


def _open(session: Session, request: Request) -> Flow[Opened | Broken]:
    """Opens a stream. A connection that cannot be made is the caller's to count."""
    attempts = Attempts(session.retry)
    while True:
        reply: Response | Opened | Broken = yield Open(request)
        if not isinstance(reply, Response):
            return reply
        try:
            protocol.checked(reply)
        except SoftjudgeError as error:
            wait_s = attempts.wait_after(error)
        yield Sleep(wait_s)
