"""When to send a request again, and how long to wait before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from trainer_client.errors import Overloaded, ServerFault, SoftjudgeError, TransportError

# A gateway in front of the service lost it for a moment: nothing wrong with the request.
_GATEWAY_STATUSES = frozenset({502, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential backoff with jitter, bounded in count and in time.

    The n-th wait is drawn from [half, whole] of `base_s * 2**n`, at most `longest_s`. The
    service's Retry-After, where longer, takes its place. An error that would take the sum
    of all waits, for answers that never came too, over `budget_s` seconds is raised instead.
    """

    retries: int = 10
    base_s: float = 0.25
    longest_s: float = 20.0
    budget_s: float = 120.0
    uniform: Callable[[float, float], float] = random.uniform


class Attempts:
    """The retries of one request: what was used of the policy so far."""

    def __init__(self, policy: RetryPolicy) -> None:
        self._policy = policy
        self._count = 0
        self._waited_s = 0.0

    def wait_after(self, error: SoftjudgeError, silence_s: float = 0.0) -> float:
        """Seconds to wait before the next try. Raises `error` when there is to be none.

        `silence_s` is how long the failed try itself waited for an answer in vain.
        """
        if not _is_passing(error) or self._count >= self._policy.retries:
            raise error
        wait_s = self._backoff_s()
        if isinstance(error, Overloaded) and error.retry_after_s is not None:
            wait_s = max(wait_s, error.retry_after_s)
        self._waited_s += silence_s + wait_s
        if self._waited_s > self._policy.budget_s:
            raise error
        self._count += 1
        return wait_s

    def _backoff_s(self) -> float:
        # The exponent is bounded so that a generous policy cannot overflow a float.
        whole = min(self._policy.base_s * 2.0 ** min(self._count, 60), self._policy.longest_s)
        return self._policy.uniform(whole / 2, whole)


def _is_passing(error: SoftjudgeError) -> bool:
    """Whether the same request may succeed later."""
    if isinstance(error, ServerFault):
        return error.status in _GATEWAY_STATUSES
    return isinstance(error, TransportError | Overloaded)
