"""Finding the answer in a completion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.math.extraction import (
    MOST_CHARACTERS,
    MOST_LEVELS,
    TAIL,
    Extracted,
    TooLarge,
    answer_of,
)

plain = st.text(st.characters(blacklist_characters="\\{}$", blacklist_categories=["Cs"]))


@pytest.mark.parametrize(
    ("completion", "answer"),
    [
        (r"So $\boxed{42}$.", "42"),
        (r"\boxed{\frac{1}{2}}", r"\frac{1}{2}"),
        (r"\fbox{7}", "7"),
        (r"\boxed {7}", "7"),
        (r"\boxed 7.", "7."),
        (r"\boxed7$ is it", "7"),
        (r"\boxed{1}, no: \boxed{2}", "2"),
        (r"\boxed{1} or \fbox{2}", "2"),
        (r"\boxed{\{1, 2\}}", r"\{1, 2\}"),
        (r"\boxed{\boxed{3}}", "3"),
        (r"\boxed{5} and cut: \boxed{\frac{1}{", "5"),
        ("<think>\\boxed{1}</think> \\boxed{2}", "2"),
        ("\\boxed{1}</think>\\boxed{2}", "2"),
        ("{ a stray brace \\boxed{4} } }", "4"),
        ("\\boxed{\\text{Evelyn}\n}", r"\text{Evelyn}"),
    ],
)
def test_the_last_box_counts(completion: str, answer: str) -> None:
    assert answer_of(completion) == Extracted("boxed", answer)


@pytest.mark.parametrize(
    "completion",
    ["", "  \n", "<think>\\boxed{1}", "<think>\\boxed{1}</think>", "\\boxed{}", "\\boxed{ }"],
)
def test_there_may_be_no_answer(completion: str) -> None:
    assert answer_of(completion) is None


def test_without_a_box_the_end_of_the_text_is_searched() -> None:
    assert answer_of("<think>3</think>It is 4.") == Extracted("text", "It is 4.")
    found = answer_of("x" * 10 * TAIL + "It is 4.")
    assert found is not None
    assert (len(found.text), found.text[-8:]) == (TAIL, "It is 4.")


@pytest.mark.parametrize(
    "content",
    [
        "1" * (MOST_CHARACTERS + 1),
        "{" * 100_000,
        "{" * 100_000 + "}" * 100_000,
        "{" * (MOST_LEVELS + 1) + "}" * (MOST_LEVELS + 1),
    ],
)
def test_larger_answers_are_not_read(content: str) -> None:
    with pytest.raises(TooLarge, match=r"longer than|nested deeper"):
        answer_of(f"\\boxed{{{content}}}")


def test_only_so_many_boxes_that_never_close_are_passed_over() -> None:
    assert answer_of("\\boxed{1} " + "\\boxed{" * 10) == Extracted("boxed", "1")
    found = answer_of("\\boxed{1} " + "\\boxed{" * 1_000_000)
    assert found is not None
    assert found.source == "text"


@given(plain, plain, plain)
def test_what_is_boxed_is_found(before: str, content: str, after: str) -> None:
    found = answer_of(f"</think>{before}\\boxed{{{content}}}{after}")
    if "think" not in (before + content + after).lower():
        assert (found.text if found else "") == content.strip()


@given(st.text())
def test_any_text_has_an_answer_or_none(text: str) -> None:
    found = answer_of(text)
    assert found is None or found.text in text


@given(st.sampled_from(["boxed", "text"]), st.text(min_size=1))
def test_an_answer_is_read_as_it_was_written(source: str, text: str) -> None:
    answer = Extracted(source, text)  # type: ignore[arg-type]  # one of the two
    assert Extracted.decoded(answer.encoded()) == answer
