"""Checkers and interactors written with testlib.h (github.com/MikeMirzayanov/testlib).

A checker is called `checker input output answer ARGS`, an interactor
`interactor input output answer ARGS`, where `output` is a file for it to write. The exit
status is the verdict: 0 ok, 1 wrong answer, 2 presentation error (and 4 and 8, which are
kinds of it), 7 points; `quitp` writes `points NUMBER` to standard error. 3 is testlib's own
"fail": the answer or the checker is wrong, not the program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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

OK, POINTS = 0, 7
WRONG = (1, 2, 4, 8)
_NAMES = ("input", "output", "answer")
_POINTS = re.compile(rb"\s*points\s+(\S+)")


def checking(texts: Texts, output: bytes, args: Sequence[str]) -> StdioCase:
    files = dict(zip(_NAMES, (texts.input, output, texts.answer), strict=True))
    return StdioCase(args=(*_NAMES, *args), files=files)


def interacting(program: Program, texts: Texts, args: Sequence[str]) -> InteractCase:
    files = {"input": texts.input, "answer": texts.answer}
    return InteractCase(program, args=(*_NAMES, *args), files=files)


def ruling(seen: Execution, full_score: float) -> Ruling:
    """Raises CheckerFailed."""
    status = exit_code(seen)
    if status == OK:
        return Ruling(1.0, said(seen.stderr))
    if status in WRONG:
        return Ruling(0.0, said(seen.stderr))
    if status == POINTS:
        found = _POINTS.match(seen.stderr)
        if found is None:
            raise CheckerFailed(with_stderr("ended with points, but named none", seen))
        points = found[1].decode("ascii", "replace")
        return Ruling(share(points, full_score), said(seen.stderr), points=True)
    raise CheckerFailed(with_stderr(f"exit status {status}", seen))
