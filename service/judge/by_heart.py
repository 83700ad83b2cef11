"""Programs that hold the expected outputs of their tests as literals.

Everything here looks at text. Programs are not parsed on this side of the wall: a parser's
memory and stack are for the sandbox to lose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from sandbox import AssertCase, PytestCase
from service.judge.cases import Check, Output, Returned

LEAST = 3  # answers that a program must hold; fewer may be chance
_MOST_CHECKS = 200  # of a problem whose answers are looked for
_LONGEST = 4096  # characters of an answer that is looked for
_MOST_SOURCE = 1 << 18  # characters of a program that are looked through

_COMPARED = re.compile(r"==\s*([^=\s][^\n]*)")
_BLANKS = re.compile(r"(?:\\[nrt]|\s)+")  # also as a literal writes them
_AROUND = re.compile(r" *([,:\[\](){}]) *")
# Where honest Python programs show examples: docstrings, assertions, comments, and the part
# behind `if __name__ == "__main__"`.
_SHOWN = re.compile(
    r"""^[ \t]*[rR]?(?P<quotes>\"{3}|'{3})[\s\S]*?(?P=quotes)
      | ^[ \t]*assert\b[^\n]*
      | \#[^\n]*
      | ^if[ ]__name__\b[\s\S]*""",
    re.MULTILINE | re.VERBOSE,
)


def answers_of(checks: Iterable[Check]) -> frozenset[str]:
    """The expected outputs and values that no program holds by chance, in the form in which
    `holds_most` looks for them."""
    texts = (text for check in islice(checks, _MOST_CHECKS) for text in _texts(check))
    return frozenset(filter(_telling, map(_normal, texts)))


def holds_most(source: str, language: str, answers: frozenset[str]) -> bool:
    """Whether a program's text holds most of the answers, at least LEAST of them."""
    if len(answers) < LEAST:
        return False
    source = source[:_MOST_SOURCE]
    text = _normal(_SHOWN.sub("", source) if language == "python" else source)
    held = sum(_stands_in(text, answer) for answer in answers)
    return held >= LEAST and 2 * held > len(answers)


def _texts(check: Check) -> Iterator[str]:
    match check.expected, check.case:
        case Output(stdout=stdout), _ if len(stdout) <= _LONGEST:
            yield stdout.decode("utf-8", "replace")
        case Returned(value=value), _:
            yield json.dumps(value)
        case _, AssertCase(check=text):
            yield from _COMPARED.findall(text)
        case _, PytestCase(files=files):
            for content in files.values():
                yield from _COMPARED.findall(content.decode("utf-8", "replace"))


def _telling(answer: str) -> bool:
    """Whether the answer is long enough to say something: `0`, `YES` or `Monday` stand in honest
    programs."""
    has_digit = any(map(str.isdigit, answer))
    return (4 if has_digit else 16) <= len(answer) <= _LONGEST


def _normal(text: str) -> str:
    """The text with blanks and quotes of one kind."""
    text = _BLANKS.sub(" ", text).replace("'", '"')
    return _AROUND.sub(r"\1", text).strip()


def _stands_in(text: str, answer: str) -> bool:
    """Whether the answer stands in the text, not as a part of a longer word or number."""
    start = text.find(answer)
    while start >= 0:
        end = start + len(answer)
        around = text[max(0, start - 1) : start] + answer[0], answer[-1] + text[end : end + 1]
        if not any(re.fullmatch(r"[\w.]{2}", pair) for pair in around):
            return True
        start = text.find(answer, start + 1)
    return False
