r"""Whether two mathematical texts mean the same, by math-verify.

Two answers are read alike: a variable `i` on one side makes both complex. What math-verify
passes over and should not is looked at here: the base of a number (52_8 is not 52_9), and
decimals so small that its six places say nothing about them.

math-verify takes every exception inside it for "not equal". A lack of memory or of stack is
told apart here: it says nothing about the answer.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import sympy
from latex2sympy2_extended import NormalizationConfig, latex2sympy, normalize_latex
from math_verify import parse, verify
from math_verify.grader import should_treat_as_complex

from service.math.cleaning import clean, clean_text
from service.math.exchange import Question, Reply

SHOWN = 200  # characters of an answer in a message
SMALL = 0.01  # a number below this is compared by its leading places
SMALL_TOLERANCE = 1e-5  # relative

# It warns of time-outs that are switched off; here they are kept from outside.
logging.getLogger("math_verify").setLevel(logging.CRITICAL)

_NORMALIZATION = NormalizationConfig(
    basic_latex=True, units=True, malformed_operators=True, nits=True, boxed="all"
)
_I = re.compile(r"(?<![A-Za-z\\])i(?![A-Za-z])")
_BASED = re.compile(r"\w+_\{?(\d+)\}?")

T = TypeVar("T")


class Exhausted(Exception):
    """math-verify ran out of memory or stack."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: its text, and what math-verify read in it if it was the one to find it."""

    text: str
    value: Any = None


def reply_to(question: Question) -> Reply:
    """Compares the answer with each gold. Bounds neither time nor memory."""
    try:
        answer = _answer(question)
    except Exhausted as error:
        return Reply("failed", why=str(error))
    if answer is None:
        return Reply("no_answer")
    why = ""
    for gold in question.golds:
        try:
            if equal(clean(gold), answer):
                return Reply("equal", answer.text[:SHOWN])
        except Exhausted as error:
            why = str(error)
    return Reply("failed" if why else "different", answer.text[:SHOWN], why)


def _answer(question: Question) -> Found | None:
    if question.source == "boxed":
        text = clean(question.text)
        return Found(text) if text else None
    found = _guarded(
        lambda: parse(clean_text(question.text), parsing_timeout=None, raise_on_error=True), None
    )
    return Found(str(found[-1]), found[0]) if found else None


def equal(gold: str, answer: Found) -> bool:
    """Whether the answer means what `gold` does. Raises Exhausted."""
    if _other_base(gold, answer.text):
        return False
    is_complex = _is_complex(gold) or _is_complex(answer.text)
    expected = read(gold, is_complex)
    value = answer.value
    if value is None or is_complex:
        value = read(answer.text, is_complex)
    if expected is None or value is None:
        return gold == answer.text
    verified = _guarded(
        lambda: verify(
            expected,
            value,
            allow_set_relation_comp=True,  # 3 < x <= 4 is (3, 4]
            timeout_seconds=None,
            raise_on_error=True,
        ),
        False,
    )
    return bool(verified) and not _only_rounded(expected, value)


@functools.lru_cache(maxsize=256)  # siblings have the same gold answers
def read(latex: str, is_complex: bool) -> Any:
    """What LaTeX means, as a sympy object; None: it is none. Raises Exhausted."""
    normal = normalize_latex(latex, _NORMALIZATION)
    return _guarded(
        lambda: latex2sympy(
            normal, is_real=not is_complex, convert_degrees=False, normalization_config=None
        ),
        None,
    )


def _guarded(work: Callable[[], T], otherwise: T) -> T:
    """What `work` returns; `otherwise`, if it raises. Raises Exhausted."""
    try:
        return work()
    except (MemoryError, RecursionError) as error:
        raise Exhausted(type(error).__name__) from error
    except Exception:  # noqa: BLE001 - the libraries raise any of them for what they cannot read
        return otherwise


def _is_complex(latex: str) -> bool:
    return should_treat_as_complex(latex) or _I.search(latex) is not None


def _other_base(gold: str, answer: str) -> bool:
    one, other = (_BASED.fullmatch(text.replace(" ", "")) for text in (gold, answer))
    return one is not None and other is not None and one[1] != other[1]


def _only_rounded(gold: Any, answer: Any) -> bool:
    if not (isinstance(gold, sympy.Number) and isinstance(answer, sympy.Number)):
        return False
    size = abs(gold)
    return bool(0 < size < SMALL) and bool(abs(gold - answer) > size * SMALL_TOLERANCE)
