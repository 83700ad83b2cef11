"""Checkers that print their verdict.

Called `checker input output answer`; where the problem gives `args`, with those instead, in
which `{input}`, `{output}` and `{answer}` stand for the three files. The first word printed is
the verdict, in any case: one of ACCEPTED or REJECTED, or a number of points out of the full
score. What follows is the message. The exit status must be 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from sandbox import Execution, StdioCase
from service.judge.protocols.ruling import (
    CheckerFailed,
    Ruling,
    Texts,
    exit_code,
    said,
    share,
    with_stderr,
)

ACCEPTED = frozenset(("accepted", "accept", "ac", "ok", "yes", "correct", "true", "passed"))
REJECTED = frozenset(
    ("rejected", "reject", "wrong_answer", "wrong", "wa", "no", "incorrect", "false", "failed")
)
_DEFAULT = ("{input}", "{output}", "{answer}")


def checking(texts: Texts, output: bytes, args: Sequence[str]) -> StdioCase:
    files = {"input": texts.input, "output": output, "answer": texts.answer}
    return StdioCase(args=tuple(map(_filled, args or _DEFAULT)), files=files)


def _filled(argument: str) -> str:
    for name in ("input", "output", "answer"):
        argument = argument.replace(f"{{{name}}}", name)
    return argument


def ruling(seen: Execution, full_score: float) -> Ruling:
    """Raises CheckerFailed."""
    if status := exit_code(seen):
        raise CheckerFailed(with_stderr(f"exit status {status}", seen))
    word, *rest = seen.stdout.split(maxsplit=1)[:2] or [b""]
    verdict, message = said(word).lower().rstrip(".:,!"), said(b"".join(rest))
    if verdict in ACCEPTED:
        return Ruling(1.0, message)
    if verdict in REJECTED:
        return Ruling(0.0, message)
    if not verdict:
        raise CheckerFailed(with_stderr("printed no verdict", seen))
    return Ruling(share(verdict, full_score), message, points=True)
