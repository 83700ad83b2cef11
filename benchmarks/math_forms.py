r"""Other ways to write a gold answer, and wrong answers that look like it.

Each function takes the gold's LaTeX and returns the rewriting, or None where it does not
apply. What is returned goes into `\boxed{...}`, but for those of COMPLETIONS, which are whole
texts. None of this uses the code that is measured, except to turn LaTeX into sympy.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import sympy
from latex2sympy2_extended import latex2sympy

Form = Callable[[str], str | None]

_INTEGER = re.compile(r"-?\d+")
_FRACTION = re.compile(r"(-?)\\[dt]?frac\s*(?:\{(-?\d+)\}|(\d))\s*(?:\{(\d+)\}|(\d+))")
_WORDS = re.compile(r"(?:\\(?:text|mbox)\{)?\s*([A-Za-z]{3,})\s*\}?")
_NUMBER = re.compile(r"\d+")


def _integer(gold: str) -> int | None:
    return int(gold) if _INTEGER.fullmatch(gold) else None


def _fraction(gold: str) -> tuple[int, int] | None:
    found = _FRACTION.fullmatch(gold)
    if found is None:
        return None
    sign = -1 if found[1] else 1
    return sign * int(found[2] or found[3]), int(found[4] or found[5])


def _expression(gold: str) -> sympy.Expr | None:
    """A gold of numbers and variables; None if it is anything else."""
    if re.search(r"text|mbox|matrix|circ|[,=\[\]%$_]|\\in\b|\\pm|\\cup|infty", gold):
        return None
    try:
        value = latex2sympy(_braced(gold), is_real=True)
    except Exception:  # noqa: BLE001 - the library raises it where it cannot read the gold
        return None
    return value.doit() if isinstance(value, sympy.Expr) else None


def _braced(gold: str) -> str:
    """The gold with braces around every argument of a fraction or a root."""
    argument = r"\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|(\d))"
    gold = re.sub(r"\\sqrt" + argument, lambda m: rf"\sqrt{{{m[1] or m[2]}}}", gold)
    return re.sub(
        r"\\[dt]?frac" + argument + argument,
        lambda m: rf"\frac{{{m[1] or m[2]}}}{{{m[3] or m[4]}}}",
        gold,
    )


def _decimal(top: int, bottom: int) -> str | None:
    """The exact decimal of a fraction, if it has one of at most six places."""
    for places in range(1, 7):
        if top * 10**places % bottom == 0:
            return f"{sympy.Rational(top, bottom).n(30):.{places}f}"
    return None


# --- rewritings ------------------------------------------------------------------------


def itself(gold: str) -> str | None:
    return gold


def slashed(gold: str) -> str | None:
    found = _fraction(gold)
    return f"{found[0]}/{found[1]}" if found else None


def as_decimal(gold: str) -> str | None:
    found = _fraction(gold)
    return _decimal(*found) if found else None


def unreduced(gold: str) -> str | None:
    found = _fraction(gold)
    return rf"\frac{{{3 * found[0]}}}{{{3 * found[1]}}}" if found else None


def dfrac(gold: str) -> str | None:
    return gold.replace(r"\frac", r"\dfrac") if r"\frac" in gold else None


def tfrac(gold: str) -> str | None:
    return re.sub(r"\\d?frac", r"\\tfrac", gold) if r"frac" in gold else None


def factored(gold: str) -> str | None:
    return _rewritten(gold, sympy.factor)


def expanded(gold: str) -> str | None:
    return _rewritten(gold, sympy.expand)


def shifted(gold: str) -> str | None:
    """e - 7 + 7, kept as it is written."""
    value = _expression(gold)
    return f"7 + {gold} - 7" if value is not None and not gold.startswith("-") else None


def _rewritten(gold: str, how: Callable[[sympy.Expr], sympy.Expr]) -> str | None:
    value = _expression(gold)
    if value is None or value.is_Number:
        return None
    other = sympy.latex(how(value))
    return other if other.replace(" ", "") != gold.replace(" ", "") else None


def sized(gold: str) -> str | None:
    if r"\left" in gold:
        return gold.replace(r"\left", "").replace(r"\right", "")
    if "matrix" in gold or gold[:1] not in "([" or gold[-1:] not in ")]":
        return None
    return rf"\left{gold[:-1]} \right{gold[-1]}"


def bracketed_matrix(gold: str) -> str | None:
    return gold.replace("pmatrix", "bmatrix") if "pmatrix" in gold else None


def reordered(gold: str) -> str | None:
    """A list of values the other way round."""
    if re.search(r"[(\[{]", gold) or "," not in gold or r",\!" in gold or "$" in gold:
        return None
    parts = [part.strip() for part in gold.split(",")]
    return None if re.fullmatch(r"\d{1,3}(,\d{3})+", gold) else ", ".join(reversed(parts))


def braced_set(gold: str) -> str | None:
    return None if reordered(gold) is None else rf"\{{{gold}\}}"


def mirrored_sum(gold: str) -> str | None:
    found = re.fullmatch(r"(\d+|\w) ?\+ ?([\w\\{}]+)", gold)
    return f"{found[2]} + {found[1]}" if found else None


def thousands(gold: str) -> str | None:
    value = _integer(gold)
    return f"{value:,}" if value is not None and abs(value) >= 1000 else None


def latex_thousands(gold: str) -> str | None:
    grouped = thousands(gold)
    return grouped.replace(",", "{,}") if grouped else None


def without_thousands(gold: str) -> str | None:
    grouped = re.fullmatch(r"(\\\$)?\d{1,3}(,(\\!)?\s?\d{3})+", gold)
    return re.sub(r",(\\!)?\s?", "", gold) if grouped else None


def zero_padded(gold: str) -> str | None:
    value = _integer(gold)
    return f"{value:03d}" if value is not None and 0 <= value < 100 else None


def plus(gold: str) -> str | None:
    return f"+{gold}" if re.fullmatch(r"[\d.]+", gold) else None


def point_zero(gold: str) -> str | None:
    return f"{gold}.0" if _integer(gold) is not None else None


def as_sum(gold: str) -> str | None:
    value = _integer(gold)
    return f"{value - 3} + 3" if value is not None else None


def as_product(gold: str) -> str | None:
    value = _integer(gold)
    return rf"2 \cdot {value // 2}" if value is not None and value > 0 and value % 2 == 0 else None


def as_quotient(gold: str) -> str | None:
    value = _integer(gold)
    return rf"\frac{{{2 * value}}}{{2}}" if value is not None else None


def units(gold: str) -> str | None:
    return rf"{gold} \text{{ units}}" if _plain_number(gold) else None


def centimetres(gold: str) -> str | None:
    return rf"{gold}\,\text{{cm}}^2" if _plain_number(gold) else None


def dollars(gold: str) -> str | None:
    return rf"\${gold}" if _integer(gold) is not None else None


def degrees(gold: str) -> str | None:
    return gold.replace(r"^\circ", r"^{\circ}") if r"^\circ" in gold else None


def no_degrees(gold: str) -> str | None:
    return gold.replace(r"^\circ", "") if r"^\circ" in gold else None


def named(gold: str) -> str | None:
    return f"x = {gold}" if _plain_number(gold) else None


def _plain_number(gold: str) -> bool:
    return _integer(gold) is not None or _fraction(gold) is not None


def bare_word(gold: str) -> str | None:
    found = _WORDS.fullmatch(gold)
    return found[1] if found else None


def text_word(gold: str) -> str | None:
    found = _WORDS.fullmatch(gold)
    return rf"\textbf{{{found[1]}}}" if found else None


def letter(gold: str) -> str | None:
    found = re.fullmatch(r"\\text\{\(([A-E])\)\}", gold)
    return found[1] if found else None


def in_text_mode(gold: str) -> str | None:
    return rf"\text{{{gold}}}" if _INTEGER.fullmatch(gold) else None


def dollar_signs(gold: str) -> str | None:
    return f"${gold}$"


def full_stop(gold: str) -> str | None:
    return f"{gold}."


def padded(gold: str) -> str | None:
    return f" \\, {gold} \\; "


def spread(gold: str) -> str | None:
    """Blanks around operators and behind commas."""
    if re.search(r"text|mbox|matrix|!|\d,\d{3}", gold):
        return None
    wide = re.sub(r"\s*([+=])\s*", r" \1 ", re.sub(r",\s*", ",  ", gold))
    return wide if wide != gold else None


def displaystyle(gold: str) -> str | None:
    return rf"\displaystyle {gold}"


def bold(gold: str) -> str | None:
    return rf"\mathbf{{{gold}}}" if _INTEGER.fullmatch(gold) else None


def in_a_sentence(gold: str) -> str | None:
    return f"<think>Is it 17? \\boxed{{17}}</think>\nSo the answer is $\\boxed{{{gold}}}$. Done."


def boxed_twice(gold: str) -> str | None:
    return f"First $\\boxed{{17}}$ came out, which is wrong. It is\n\\[\\boxed{{{gold}}}\\]"


def unboxed(gold: str) -> str | None:
    return f"We add up.\n\nThe final answer is ${gold}$."


def unboxed_display(gold: str) -> str | None:
    return f"We add up 3 and 4, and so\n\\[ {gold} \\]\n"


REWRITINGS: tuple[Form, ...] = (
    slashed, as_decimal, unreduced, dfrac, tfrac, expanded, factored, shifted, sized,
    bracketed_matrix, reordered, braced_set, mirrored_sum, thousands, latex_thousands,
    without_thousands, zero_padded, as_sum, as_product, as_quotient, plus, units, centimetres,
    dollars, degrees, no_degrees, named, bare_word, text_word, letter, point_zero, in_text_mode,
    bold, in_a_sentence, unboxed, dollar_signs, full_stop, padded, spread, boxed_twice,
    displaystyle, unboxed_display,
)  # fmt: skip
COMPLETIONS: frozenset[Form] = frozenset({in_a_sentence, boxed_twice, unboxed, unboxed_display})


# --- wrong answers ---------------------------------------------------------------------


def off_by_one(gold: str) -> str | None:
    value = _integer(gold)
    return str(value + 1) if value is not None else None


def numerator_off_by_one(gold: str) -> str | None:
    found = _fraction(gold)
    return rf"\frac{{{found[0] + 1}}}{{{found[1]}}}" if found else None


def upside_down(gold: str) -> str | None:
    found = _fraction(gold)
    if found is None or abs(found[0]) == found[1]:
        return None
    return rf"\frac{{{found[1]}}}{{{found[0]}}}"


def sign_flipped(gold: str) -> str | None:
    value = _expression(gold)
    if value is None or value.is_zero or not value.is_number:
        return None
    return gold[1:] if gold.startswith("-") and value.is_Number else f"-({gold})"


def ten_times(gold: str) -> str | None:
    value = _integer(gold)
    return f"{gold}0" if value else None


def rounded(gold: str) -> str | None:
    """A decimal that is right in its first three places only."""
    value = _expression(gold)
    if value is None or not value.is_number or value.is_integer or value.is_real is False:
        return None
    coarse = f"{float(value):.3g}"
    return None if abs(float(coarse) - value) < abs(value) * 1e-5 or "e" in coarse else coarse


def swapped(gold: str) -> str | None:
    """The members of a pair in the other order."""
    found = re.fullmatch(r"\(([^,()]+),([^,()]+)\)", gold)
    return f"({found[2]},{found[1]})" if found and found[1] != found[2] else None


def other_ends(gold: str) -> str | None:
    """An interval open where it was closed, and closed where it was open."""
    if "," not in gold or not re.search(r"[\[(]\S.*[\])]$", gold) or not _is_interval(gold):
        return None
    return gold.translate(str.maketrans("([)]", "[(])"))


def _is_interval(gold: str) -> bool:
    return "[" in gold or "]" in gold


def other_base(gold: str) -> str | None:
    found = re.fullmatch(r"(\d+)_\{?(\d)\}?", gold)
    return f"{found[1]}_{int(found[2]) + 1}" if found else None


def one_root_only(gold: str) -> str | None:
    return gold.replace(r"\pm", "+") if r"\pm" in gold else None


def one_number_changed(gold: str) -> str | None:
    """The last number of anything larger than a number, plus one."""
    if _integer(gold) is not None or _fraction(gold) is not None:
        return None
    numbers = list(_NUMBER.finditer(gold))
    if not numbers:
        return None
    last = numbers[-1]
    return f"{gold[: last.start()]}{int(last[0]) + 1}{gold[last.end() :]}"


def another_word(gold: str) -> str | None:
    found = _WORDS.fullmatch(gold)
    return r"\text{" + found[1][::-1] + "}" if found else None


def another_letter(gold: str) -> str | None:
    found = re.fullmatch(r"\\text\{\(([A-E])\)\}", gold)
    return r"\text{(" + "BCDEA"["ABCDE".index(found[1])] + ")}" if found else None


WRONG: tuple[Form, ...] = (
    off_by_one, numerator_off_by_one, upside_down, sign_flipped, ten_times, rounded, swapped,
    other_ends, other_base, one_root_only, one_number_changed, another_word, another_letter,
)  # fmt: skip
