"""Output validators of the Kattis problem package format, interactive ones among them.

Called `validator input answer feedback_dir/ ARGS`, with the program's output (or the program
itself) on standard input. Exit status 42 accepts and 43 rejects; anything else is a judge
error. `feedback_dir/judgemessage.txt` is the message; `score.txt`, where it is written, holds
the points of an accepted output.
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
_MESSAGE, _SCORE, _ERROR = (
    f"{_FEEDBACK}{name}.txt" for name in ("judgemessage", "score", "judgeerror")
)
_COLLECT = (_MESSAGE, _SCORE, _ERROR)


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
    score = seen.collected.get(_SCORE)
    if score is None:
        return Ruling(1.0, message)
    return Ruling(share(said(score), full_score), message, points=True)
