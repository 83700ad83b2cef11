from __future__ import annotations

from service.judge.compare.policy import Policy


def ignoring_case(policy: Policy) -> Policy:
    """The policy with ASCII letters of both cases alike. Other letters stand for themselves."""

    def compare(expected: bytes, actual: bytes) -> str | None:
        return policy(expected.lower(), actual.lower())

    return compare
