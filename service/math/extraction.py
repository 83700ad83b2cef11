r"""Finding the answer in a model's completion.

What follows the last closing think tag counts, as for programs (`service.extract`). The answer
is the content of the last `\boxed{...}` (or `\fbox`) there whose braces are closed. Without
one, the end of the text goes to math-verify, which looks for the last expression in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.extract import after_thinking
from service.math.exchange import Source

MOST_CHARACTERS = 10_000  # of a boxed answer
MOST_LEVELS = 100  # of braces in it; math-verify's parser is recursive
TAIL = 5_000  # characters that are searched where nothing is boxed
MOST_TRIES = 20  # boxes looked at from the end, of which all but one were never closed

_BOXES = (r"\boxed", r"\fbox")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BARE = re.compile(r"\s*([^\s${}]+)")  # \boxed 42


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a task of the math reward is about; equal ones are one task."""

    source: Source
    text: str

    def encoded(self) -> str:
        return f"{self.source} {self.text}"

    @classmethod
    def decoded(cls, encoded: str) -> Extracted:
        source, _, text = encoded.partition(" ")
        return cls("boxed" if source == "boxed" else "text", text)


class TooLarge(Exception):
    """The boxed answer is larger than any that is read; the message says how."""


def answer_of(completion: str) -> Extracted | None:
    """The answer, or the text to look for it in; None: there is none. Raises TooLarge."""
    text = after_thinking(completion)
    boxed = _last_boxed(text)
    found = Extracted("text", text[-TAIL:]) if boxed is None else Extracted("boxed", boxed)
    return found if found.text.strip() else None


def _last_boxed(text: str) -> str | None:
    end = len(text)
    for _ in range(MOST_TRIES):
        start, name = max((text.rfind(name, 0, end), name) for name in _BOXES)
        if start < 0:
            return None
        content = _content(text, start + len(name))
        if content is not None:
            return content
        end = start
    return None


def _content(text: str, start: int) -> str | None:
    """What stands in the box whose command ends at `start`; None: it is never closed."""
    limit = start + MOST_CHARACTERS
    opening = re.compile(r"\s*\{").match(text, start)
    if opening is None:
        bare = _BARE.match(text, start, limit)
        return bare[1] if bare else None
    depth = deepest = 1
    for brace in _BRACE.finditer(text, opening.end(), limit):
        if brace[0] == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif brace[0] == "}":
            depth -= 1
        if depth == 0:
            if deepest > MOST_LEVELS:
                raise TooLarge(f"the boxed answer is nested deeper than {MOST_LEVELS} levels")
            return text[opening.end() : brace.start()].strip()
    if limit < len(text):
        raise TooLarge(f"the boxed answer is longer than {MOST_CHARACTERS} characters")
    return None
