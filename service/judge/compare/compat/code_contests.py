"""code_contests: `execution/tester_sandboxer.cc`, `OutputsMatch`.

Words, without regard to ASCII case; a form feed does not part them. Numbers, integers too, are
close within 1e-5, absolute, of doubles. If every word is the same, nothing else is asked;
otherwise infinities and NaN agree with nothing.
"""

from __future__ import annotations

import re

from service.judge.compare.compat.doubles import from_hexadecimal
from service.judge.compare.compat.text import first_difference

PRECISION = 1e-5

_WORD = re.compile(rb"[^ \n\t\r\v]++")
_DECIMAL = re.compile(rb"[+-]?+(?:\d++\.?+\d*+|\.\d++)(?:e[+-]?+\d++)?+")
_HEXADECIMAL = re.compile(rb"[+-]?+0x(?:[\da-f]++\.?+[\da-f]*+|\.[\da-f]++)(?:p[+-]?+\d++)?+")
_SPECIAL = re.compile(rb"[+-]?(?:inf(?:inity)?|nan(?:\(\w*\))?)")


def code_contests(expected: bytes, actual: bytes) -> str | None:
    wanted, found = (_WORD.findall(data.lower()) for data in (expected, actual))
    if wanted == found:
        return None
    if len(wanted) == len(found) and all(map(_same_word, wanted, found)):
        return None
    return first_difference(expected, actual)


def _same_word(want: bytes, got: bytes) -> bool:
    wanted, found = _number(want), _number(got)
    if wanted is None or found is None:
        return want == got
    # Of two infinities the difference is NaN, which is below nothing.
    return abs(wanted - found) < PRECISION


def _number(word: bytes) -> float | None:
    """As `absl::SimpleAtod`: decimal or hexadecimal, white space (a form feed) at the ends
    aside. Beyond the range of a double it is an infinity."""
    word = word.strip(b" \t\n\r\v\f")
    if _DECIMAL.fullmatch(word):
        return float(word)
    if _HEXADECIMAL.fullmatch(word):
        return from_hexadecimal(word)
    return float(word.partition(b"(")[0]) if _SPECIAL.fullmatch(word) else None
