from __future__ import annotations

from service.judge.compare.policy import Policy


def collapsing_blanks(policy: Policy) -> Policy:
    """The policy with each run of blanks inside a line as one space, none at its ends."""

    def compare(expected: bytes, actual: bytes) -> str | None:
        return policy(_collapsed(expected), _collapsed(actual))

    return compare


def _collapsed(data: bytes) -> bytes:
    return b"\n".join(b" ".join(line.split()) for line in data.split(b"\n"))
