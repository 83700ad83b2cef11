r"""Texts made ready for math-verify: what it stumbles over and that says nothing.

Unicode's mathematical characters become LaTeX, blanks of LaTeX and punctuation go from the
ends, and a full stop behind a number is kept from being read as its decimal point.
"""

from __future__ import annotations

import re
import unicodedata

_COMMANDS = {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{MULTIPLICATION SIGN}": r"\times ",
    "\N{MIDDLE DOT}": r"\cdot ",
    "\N{DOT OPERATOR}": r"\cdot ",
    "\N{DIVISION SIGN}": "/",
    "\N{FRACTION SLASH}": "/",
    "\N{GREEK SMALL LETTER PI}": r"\pi ",
    "\N{GREEK SMALL LETTER THETA}": r"\theta ",
    "\N{INFINITY}": r"\infty ",
    "\N{DEGREE SIGN}": r"^\circ ",
    "\N{LESS-THAN OR EQUAL TO}": r"\le ",
    "\N{GREATER-THAN OR EQUAL TO}": r"\ge ",
    "\N{NOT EQUAL TO}": r"\ne ",
    "\N{SQUARE ROOT}": r"\sqrt",
    "\N{PLUS-MINUS SIGN}": r"\pm ",
    "\N{UNION}": r"\cup ",
    "\N{INTERSECTION}": r"\cap ",
    "\N{ELEMENT OF}": r"\in ",
    "\N{EMPTY SET}": r"\emptyset ",
    "\N{NO-BREAK SPACE}": " ",
}
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
_CHARACTERS = str.maketrans(_COMMANDS | _INVISIBLE)

_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u207b]+")  # digits, plus, minus
_VULGAR = re.compile("[\u00bc-\u00be\u2150-\u215e]")  # one half, two thirds, ...
_WIDE = re.compile("[\uff01-\uff5e]+")  # ASCII in full width

_LEADING = ("\\,", "\\;", "\\:", "\\!", "\\ ", "~")
_TRAILING = (*_LEADING, "\\quad", "\\qquad", ".", ",", ";")

_STOP = re.compile(r"(?<=\d)\.(?=\s|$)")
_CLOSING = re.compile(r"\s(\\[\])])")


def clean(answer: str) -> str:
    """An answer that stands alone."""
    text, before = _plain(answer).strip(), None
    while text != before:
        before = text
        for part in _LEADING:
            text = text.removeprefix(part)
        for part in _TRAILING:
            text = text.removesuffix(part)
        text = text.strip()
    return text


def clean_text(text: str) -> str:
    """A text with an answer somewhere in it."""
    return _CLOSING.sub(r"\1", _STOP.sub(",", _plain(text)))


def _plain(text: str) -> str:
    text = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _VULGAR.sub(lambda found: _fraction(found[0]), text)
    text = _RAISED.sub(lambda found: f"^{{{unicodedata.normalize('NFKC', found[0])}}}", text)
    return text.translate(_CHARACTERS)


def _fraction(vulgar: str) -> str:
    top, bottom = unicodedata.normalize("NFKC", vulgar).split("\N{FRACTION SLASH}")
    return rf"\frac{{{top}}}{{{bottom}}}"
