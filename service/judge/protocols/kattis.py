"""Output validators of the Kattis problem package format, interactive ones among them.

Called `validator input answer feedback_dir/ ARGS`, with the program's output (or the program
itself) on standard input. Exit status 42 accepts and 43 rejects; anything else is a judge
error. `feedback_dir/judgemessage.txt` is the message. Of an accepted output, `score.txt` holds
the points and `score_multiplier.txt` the share of the full score, where one of them is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sandbox import Execution, InteractCase, Program, StdioCase
from service.judge.protocols.ruling import (
    CheckerFailed,
    Ruling,
    Texts,
    exit_code,
    said,
    share,
    with_stderr,
)

ACCEPT, REJECT = 42, 43
_FEEDBACK = "feedback/"
_MESSAGE, _SCORE, _MULTIPLIER, _ERROR = _COLLECT = tuple(
    f"{_FEEDBACK}{name}.txt" for name in ("judgemessage", "score", "score_multiplier", "judgeerror")
)


def checking(texts: Texts, output: bytes, args: Sequence[str]) -> StdioCase:
    return StdioCase(output, _arguments(args), _files(texts), _COLLECT)


def interacting(program: Program, texts: Texts, args: Sequence[str]) -> InteractCase:
    return InteractCase(program, _arguments(args), _files(texts), _COLLECT)


def _arguments(args: Sequence[str]) -> tuple[str, ...]:
    return ("input", "answer", _FEEDBACK, *args)


def _files(texts: Texts) -> Mapping[str, bytes]:
    # A file is what makes the sandbox make its directory.
    return {"input": texts.input, "answer": texts.answer, f"{_FEEDBACK}.keep": b""}


def ruling(seen: Execution, full_score: float) -> Ruling:
    """Raises CheckerFailed."""
    status = exit_code(seen)
    message = said(seen.collected.get(_MESSAGE, b""))
    if status == REJECT:
        return Ruling(0.0, message)
    if status != ACCEPT:
        error = said(seen.collected.get(_ERROR, b"")) or message
        what = with_stderr(f"exit status {status}", seen)
        raise CheckerFailed(f"{what}: {error}" if error else what)
    for name, most in ((_SCORE, full_score), (_MULTIPLIER, 1.0)):
        if name in seen.collected:
            return Ruling(share(said(seen.collected[name]), most), message, points=True)
    return Ruling(1.0, message)
