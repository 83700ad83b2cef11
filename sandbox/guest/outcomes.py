"""The outcomes of collected tests: summed up, and on their way out of a program's own process.

There, each is a line `SEAL FIELD...`, the fields in hexadecimal, between line ends of its own. The
seal is a random word that the supervisor has chosen; lines without it are somebody else's. The
fields begin with a kind:

    collected NAME    outcome NAME OUTCOME MESSAGE    error MESSAGE    end
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

Outcome = dict[str, str]  # name, outcome, message
Tell = Callable[..., None]

# What built-in functions alone have passed, they pass whatever the program is: also an empty one.
USES_NOTHING = "the check used nothing that the program defines"
_WORD = re.compile(rb"[A-Za-z_]\w*")


def words_of(texts: Iterable[bytes]) -> set[str]:
    """Every name that test files can mean by their text."""
    return {word.decode() for text in texts for word in _WORD.findall(text)}


def noted(name: str) -> Outcome:
    """A collected test before its turn."""
    return {"name": name, "outcome": "not_run", "message": ""}


def summed_up(tests: list[Outcome], errors: list[str]) -> dict[str, Any]:
    """The report of a run that went to its end."""
    failed = [test for test in tests if test["outcome"] not in ("passed", "skipped")]
    if errors or not tests:
        outcome, message = "check_error", "\n".join(errors) or "no test was collected"
    elif failed:
        outcome, message = "failed", f"{failed[0]['name']}: {failed[0]['message']}"
    else:
        outcome, message = "passed", ""
    return {"outcome": outcome, "message": message, "tests": tests}


def pen(fd: int, seal: str) -> Tell:
    """Writes a line of fields. It uses built-in functions alone, which it looked up before the
    program could replace them."""
    write, size, encoded, in_hex, view_of = os.write, len, str.encode, bytes.hex, memoryview
    head, blank, end = b"\n" + seal.encode(), b" ", b"\n"  # whatever was written before

    def tell(*fields: str) -> None:
        line = head
        for field in fields:
            line += blank + encoded(in_hex(encoded(field, "utf-8", "replace")))
        line += end
        view = view_of(line)
        while size(view):
            view = view[write(fd, view) :]

    return tell


def read(written: bytes, seal: str) -> dict[str, Any]:
    """The report that these lines make. Without an end, what had no outcome has none now."""
    tests: dict[str, Outcome] = {}
    errors: list[str] = []
    ended = stray = False
    for line in written.split(b"\n"):
        word, *fields = line.split(b" ")
        if word != seal.encode():
            stray = stray or bool(line)
            continue
        match [bytes.fromhex(field.decode()).decode() for field in fields]:
            case ["collected", name]:
                tests[name] = noted(name)
            case ["outcome", name, outcome, message] if name in tests:
                tests[name].update(outcome=outcome, message=message)
            case ["error", message]:
                errors.append(message)
            case ["end"]:
                ended = True
    oddities = ["stray_bytes"] if stray else []
    if ended:
        return {**summed_up(list(tests.values()), errors), "oddities": oddities}
    message = "the program ended before its tests did"
    for test in tests.values():
        if test["outcome"] == "not_run":
            test.update(outcome="candidate_gone", message=message)
    report = {"outcome": "candidate_gone", "message": message, "tests": list(tests.values())}
    return {**report, "oddities": oddities}
