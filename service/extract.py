"""Finding the program in a model's completion.

Rule `last_fence`: what follows the last closing think tag is the answer; of its fenced code
blocks the last one is the program. Fences are CommonMark's: three or more backticks or
tildes at the start of a line (indented by at most three spaces), closed by at least as many
of the same; the language tag may be anything, in any case. A block that is never closed,
because the completion was cut, ends with the completion. A completion that begins with a think
tag and never closes it has no answer.
"""

from __future__ import annotations

import re

_THINK_END = re.compile(r"</think(?:ing)?\s*>", re.IGNORECASE)
_THINKS = re.compile(r"\s*<think(?:ing)?\s*>", re.IGNORECASE)
_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)", re.MULTILINE)


def last_fence(completion: str) -> str | None:
    """The program of a completion; None: there is no fenced block after the thinking."""
    blocks = _blocks(after_thinking(completion))
    return blocks[-1] if blocks else None


def after_thinking(completion: str) -> str:
    """What follows the thinking; empty when the thinking does not end."""
    end = None
    for match in _THINK_END.finditer(completion):
        end = match.end()
    if end is None and _THINKS.match(completion):
        return ""
    return completion[end:]


def _blocks(text: str) -> list[str]:
    blocks = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            if not (fence[2][0] == "`" and "`" in fence[3]):  # else: an inline code span
                opened = fence
        elif _closes(fence, opened):
            blocks.append(text[opened.end() + 1 : fence.start()])
            opened = None
    if opened is not None:
        blocks.append(text[opened.end() + 1 :])
    return blocks


def _closes(fence: re.Match[str], opened: re.Match[str]) -> bool:
    bare = not fence[3].strip(" \t\r")
    return bare and fence[2][0] == opened[2][0] and len(fence[2]) >= len(opened[2])
