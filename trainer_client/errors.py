"""Every error that the client raises on purpose.

    SoftjudgeError
    ├── TransportError        no connection, or one that broke more often than the retries allow
    ├── RequestRefused        the service refused the request (4xx); `.fields` says what is wrong
    │   ├── Unauthorized      the API key is missing or not known
    │   ├── NotFound          no such batch or test set, any more or at all
    │   └── TestSetMissing    a `tests_ref` names a test set that the service does not have
    ├── Overloaded            refused for want of capacity; `.retry_after_s` is the service's advice
    ├── ServerFault           the service failed, or its answer is not in the wire format
    ├── DatasetError          reading a data set; the tree is in `trainer_client.datasets`
    ├── EvaluationError       there is nothing to be evaluated or compared
    └── TrainingError         training
        ├── ConfigError       the configuration is not in order; the message names the field
        ├── EngineError       what generates rollouts failed
        ├── CheckpointError   there is none to resume from, or it is of another run
        └── PlotError         there is no run to be plotted

None of them says anything about a submitted program. A submission that got no verdict is not
an error either: its `Result` has `reward=None` and a `reason`.
"""

from __future__ import annotations

from dataclasses import dataclass


class SoftjudgeError(Exception):
    """Base of all errors of this package."""


class TransportError(SoftjudgeError):
    """The service could not be reached, or the connection broke; every retry failed too."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field of a refused request and what is wrong with it."""

    field: str
    message: str


class RequestRefused(SoftjudgeError):
    """The request is at fault: sending it again unchanged would be refused again."""

    def __init__(
        self, status: int, code: str, message: str, fields: tuple[FieldProblem, ...] = ()
    ) -> None:
        details = "".join(f"\n  {each.field}: {each.message}" for each in fields)
        super().__init__(f"{status} {code}: {message}{details}")
        self.status = status
        self.code = code
        self.fields = fields


class Unauthorized(RequestRefused):
    """The service wants an API key and this one does not open it (401, 403)."""


class NotFound(RequestRefused):
    """The service does not know, or no longer knows, what the path names (404)."""


class TestSetMissing(RequestRefused):
    """The service lacks a test set that the request refers to; upload it and send again."""

    __test__ = False  # not a test class, whatever pytest makes of the name


class Overloaded(SoftjudgeError):
    """The service has no capacity for the request now (429, 503).

    `retry_after_s` is how many seconds the service asked to wait, None when it did not say.
    """

    def __init__(self, status: int, message: str, retry_after_s: float | None) -> None:
        advice = "" if retry_after_s is None else f" (retry after {retry_after_s:g} s)"
        super().__init__(f"{status}: {message}{advice}")
        self.status = status
        self.retry_after_s = retry_after_s


class ServerFault(SoftjudgeError):
    """The service answered with a fault of its own, or not in the wire format.

    `status` is the HTTP status; a 2xx stands for an answer that could not be read.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


class EvaluationError(SoftjudgeError):
    """There is nothing to be evaluated or compared; the message says where."""


class TrainingError(SoftjudgeError):
    """Base of what training raises."""


class ConfigError(TrainingError):
    """The configuration is not in order; the message says where and why."""


class EngineError(TrainingError):
    """What generates rollouts failed, or answered something else than rollouts."""


class CheckpointError(TrainingError):
    """There is no checkpoint to resume from, or it is not of this run."""


class PlotError(TrainingError):
    """There is no run to be plotted."""
