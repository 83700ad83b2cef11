"""The hostile programs, read from `programs/GROUP/NAME.EXT`.

Comment lines at the head of each program say what it is:

    # attacks: the property it attacks, in words
    # always                           `make test` has it too, not only `make hostile`
    # frame: hunt                      its text goes in place of PROGRAM in `frames/hunt.py`
    # made: crlf                       its text is changed as `MADE` says
    # flags: network, exited_early     what its result must be flagged with, where the wall can tell
    # assert, pytest: wrong_answer     the problems it is run against, and the honest outcome:
    # sum: passed or wrong_answer, at most 2/3, may cost the slot

Several words joined by `or` are the verdicts that any of the problem's tests may have. Without
`at most` no reward is honest. `refused` is for programs that the API does not take, and `without
verdict` for those that may have no reward because the problem's own checker fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
LANGUAGES = {".py": "python", ".c": "c", ".cpp": "cpp", ".sh": "bash"}
WHOLE = os.environ.get("SOFTJUDGE_HOSTILE") == "all"  # every program, on every wall
REFUSED, WITHOUT_VERDICT = "refused", "without verdict"

_HEAD = re.compile(r"(?:#|//) (.+)")
_EXPECTATION = re.compile(
    r"(?P<problems>[a-z-]+(?:, [a-z-]+)*): (?P<verdicts>[a-z_ ]+?)"
    r"(?:, at most (?P<most>[\d/]+))?(?P<costly>, may cost the slot)?"
)
FIVE_MEGABYTES = 5 << 20

MADE: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "bom": lambda text: "\ufeff" + text,
    "nul": lambda text: text + "\0",
    "surrogate": lambda text: text + "# \ud800\n",
    "long-line": lambda text: text.rstrip("\n") + "  # " + "x" * (1 << 20) + "\n",
    "repeated": lambda text: text + text.splitlines()[-1].join("\n\n") * 100_000,
    "five-megabytes": lambda text: text + "x = 1\n" * (FIVE_MEGABYTES // 6),
    "nested": lambda text: text.replace("NESTED", "(" * 5000 + ")" * 5000),
    "operators": lambda text: text.replace("OPERATORS", "-" * 100_000 + "1"),
    "indented": lambda text: (
        text + "".join(f"{' ' * depth}if 1:\n" for depth in range(200)) + " " * 200 + "pass\n"
    ),
    "digits": lambda text: text.replace("DIGITS", "9" * 1_000_000),
}


@dataclass(frozen=True, slots=True)
class Honest:
    """What a program may get by a problem."""

    problem: str
    verdicts: frozenset[str]
    most: float  # reward
    costly: bool  # whether the slot may be thrown away afterwards


@dataclass(frozen=True, slots=True)
class Hostile:
    group: str
    name: str
    language: str
    attacks: str
    always: bool
    source: str
    honest: tuple[Honest, ...]
    flags: frozenset[str] = frozenset()


@cache
def programs() -> tuple[Hostile, ...]:
    """All programs, by group and name. Raises ValueError for a head that makes no sense."""
    paths = [path for path in sorted(PROGRAMS.glob("*/*")) if path.suffix in LANGUAGES]
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Hostile:
    text = path.read_text(encoding="utf-8")
    attacks, made, always, flags = "", "", False, ""
    honest: list[Honest] = []
    for line in _head(text):
        key, _, rest = line.partition(": ")
        if key == "attacks":
            attacks = rest
        elif key == "always":
            always = True
        elif key == "frame":
            text = (HERE / "frames" / f"{rest}.py").read_text("utf-8").replace("PROGRAM", text)
        elif key == "made":
            made = rest
        elif key == "flags":
            flags = rest
        elif found := _EXPECTATION.fullmatch(line):
            honest += _expectations(found)
        elif not honest and attacks:
            attacks += f" {line}"
        else:
            raise ValueError(f"{path}: what does {line!r} mean?")
    if not attacks or not honest:
        raise ValueError(f"{path} does not say what it attacks or what is honest")
    source = MADE[made](text) if made else text
    return Hostile(
        path.parent.name,
        path.stem,
        LANGUAGES[path.suffix],
        attacks,
        always,
        source,
        tuple(honest),
        frozenset(filter(None, flags.split(", "))),
    )


def _head(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = _HEAD.fullmatch(line)
        if found is None:
            return
        if not found[1].startswith("-*-"):  # the text's encoding, as Python reads it
            yield found[1]


def _expectations(found: re.Match[str]) -> Iterator[Honest]:
    verdicts = frozenset(found["verdicts"].split(" or "))
    most = float(Fraction(found["most"] or 0))
    for problem in found["problems"].split(", "):
        yield Honest(problem, verdicts, most, found["costly"] is not None)
