"""What counts as the same answer, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.math.cleaning import clean
from service.math.equality import reply_to
from service.math.exchange import Question

SAME = [
    # fractions and decimals
    (r"\frac{14}{3}", "14/3"),
    (r"\frac{14}{3}", r"4\frac{2}{3}"),
    (r"\frac{1}{4}", "0.25"),
    (r"\frac43", r"\dfrac{8}{6}"),
    (r"\frac{1}{3}", "0.333333"),
    (".35625", "0.35625"),
    # numbers
    ("25", "025"),
    ("25", "+25"),
    ("25", "25.0"),
    ("25", "25."),
    (r"10,\!080", "10080"),
    ("58,500", "58{,}500"),
    ("1024", "2^{10}"),
    (r"-3", "\u22123"),  # Unicode's minus sign
    (r"\frac{1}{2}", "\u00bd"),
    # units and percent
    ("18", r"18 \text{ cm}^2"),
    (r"864 \mbox{ inches}^2", "864"),
    (r"90^\circ", "90"),
    (r"\$36", "36"),
    (r"50\%", "0.5"),
    (r"50\%", r"\frac{1}{2}"),
    # expressions
    (r"3\sqrt{13}", r"\sqrt{117}"),
    ("(a+5)(b+2)", "ab + 2a + 5b + 10"),
    ("6+9i", "9i + 6"),
    ("x=5", "5"),
    ("5", "x = 5"),
    ("y = 2x + 3", "2x - y + 3 = 0"),
    (r"x^2", "x\u00b2"),
    # lists, sets, tuples, intervals
    ("1,-2", "-2, 1"),
    ("3, 5, 7", r"\{7, 5, 3\}"),
    (r"1 \pm \sqrt{19}", r"1-\sqrt{19}, 1+\sqrt{19}"),
    (r"\left( 3, \frac{\pi}{2} \right)", r"(3, \pi/2)"),
    ("(3,4]", r"\left(3, 4\right]"),
    ("(3,4]", r"3 < x \le 4"),
    (r"x \in [-2,7]", "[-2,7]"),
    (r"(-\infty, 2) \cup (3, \infty)", r"(3, \infty) \cup (-\infty, 2)"),
    (r"\begin{pmatrix} -2 \\ 1 \end{pmatrix}", r"\begin{bmatrix} -2 \\ 1 \end{bmatrix}"),
    # words
    (r"\text{Evelyn}", "Evelyn"),
    (r"\text{even}", r"\textbf{even}"),
    (r"\text{(C)}", "C"),
    # other bases
    ("52_8", "52_{8}"),
]
DIFFERENT = [
    (r"\frac{14}{3}", r"\frac{3}{14}"),
    (r"\frac{1}{3}", "0.33"),
    ("25", "26"),
    ("25", "-25"),
    ("25", "250"),
    (r"10,\!080", "10"),
    (".0000672", "0.0000669"),
    (r"3\sqrt{13}", r"13\sqrt{3}"),
    ("p - q", "q - p"),
    ("6+9i", "6-9i"),
    ("1,-2", "1, 2"),
    ("1,-2", "1"),
    (r"1 \pm \sqrt{19}", r"1+\sqrt{19}"),
    ("(3,4]", "(3,4)"),
    ("(3,4]", "[3,4)"),
    ("(-2,1)", "(1,-2)"),
    (r"\begin{pmatrix} -2 \\ 1 \end{pmatrix}", r"\begin{pmatrix} 1 \\ -2 \end{pmatrix}"),
    (r"\text{Evelyn}", r"\text{Angela}"),
    (r"\text{odd}", "even"),
    (r"\text{(C)}", "D"),
    ("52_8", "52_9"),
    (r"\infty", r"-\infty"),
    ("5", "1/0"),
    ("5", "no idea"),
    ("5", "}{"),
    ("5", "\\"),
    ("5", "\x01"),
]


@pytest.mark.parametrize(("gold", "answer"), SAME)
def test_the_same(gold: str, answer: str) -> None:
    assert outcome(answer, gold) == "equal"


@pytest.mark.parametrize(("gold", "answer"), DIFFERENT)
def test_different(gold: str, answer: str) -> None:
    assert outcome(answer, gold) == "different"


def test_any_of_several_golds_will_do() -> None:
    golds = ("7", r"\frac{1}{2}", r"\text{none}")
    assert outcome("0.5", *golds) == "equal"
    assert outcome("none", *golds) == "equal"
    assert outcome("0.6", *golds) == "different"


@pytest.mark.parametrize("gold", ["$7$", r"\boxed{7}", "7.", r"\(7\)", " 7 "])
def test_a_gold_may_come_with_its_wrapping(gold: str) -> None:
    assert outcome("7", gold) == "equal"


def test_a_gold_that_is_no_mathematics_is_compared_as_text() -> None:
    gold = r"\text{a line}}{, not \mathematics"
    assert outcome(gold, gold) == "equal"
    assert outcome("7", gold) == "different"


@pytest.mark.parametrize(
    ("text", "gold", "expected"),
    [
        ("The answer is 14/3.", r"\frac{14}{3}", "equal"),
        ("Answer: 7. That was easy.", "7", "equal"),
        ("First 3, then $4$, so the final answer is $6 - 5i$.", "6-5i", "equal"),
        ("Therefore\n\\[ 864 \\text{ inches}^2 \\]\n", "864", "equal"),
        ("It is 5, not 7.", "5", "different"),  # the last one counts
        ("I do not know.", "5", "no_answer"),
    ],
)
def test_without_a_box_the_last_expression_counts(text: str, gold: str, expected: str) -> None:
    assert reply_to(Question("text", text, (gold,))).outcome == expected


@pytest.mark.parametrize("text", ["", " ", "~", "\\,", "\u200b", "."])
def test_an_empty_box_is_no_answer(text: str) -> None:
    assert outcome(text, "5") == "no_answer"


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_integers_are_equal_as_integers(one: int, other: int) -> None:
    assert outcome(str(one), str(one)) == "equal"
    assert outcome(f"{one:,}", str(one)) == "equal"
    assert (outcome(str(other), str(one)) == "equal") == (one == other)


def outcome(answer: str, *golds: str) -> str:
    return reply_to(Question("boxed", answer, golds)).outcome
