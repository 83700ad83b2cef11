"""Finding the program in a completion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extract import last_fence


def without_tags(text: str) -> bool:
    return "think" not in text.lower()


line = st.text(st.characters(blacklist_characters="`~\n\r", blacklist_categories=["Cs"]))
program = st.lists(line, min_size=1).map(lambda lines: "\n".join(lines) + "\n").filter(without_tags)
prose = st.lists(line).map("\n".join).filter(without_tags)
tag = st.sampled_from(["", "python", "Python", "PYTHON3", "py", "cpp", "c++", "text extra"])
fence = st.sampled_from(["```", "````", "~~~", "~~~~~"])


@given(prose, fence, tag, program, prose)
def test_the_block_is_found_whatever_its_tag(
    before: str, marks: str, name: str, code: str, after: str
) -> None:
    assert last_fence(f"{before}\n{marks}{name}\n{code}{marks}\n{after}") == code


@given(program, program)
def test_the_last_block_counts(first: str, last: str) -> None:
    assert last_fence(f"```\n{first}```\nbetter:\n```python\n{last}```\n") == last


@given(program, program)
def test_thinking_does_not_count(thought: str, code: str) -> None:
    completion = f"<think>\n```python\n{thought}```\n</think>\n"
    assert last_fence(completion) is None
    assert last_fence(f"{completion}```python\n{code}```") == code


@given(st.text())
def test_any_text_has_a_program_or_none(text: str) -> None:
    found = last_fence(text)
    assert found is None or found in text


@given(prose.filter(lambda text: "```" not in text and "~~~" not in text))
def test_prose_has_no_program(text: str) -> None:
    assert last_fence(text) is None


@pytest.mark.parametrize(
    ("completion", "code"),
    [
        ("```python\nx = 1\n", "x = 1\n"),  # cut before the closing fence
        ("```python", ""),
        ("````\n```\nx\n```\n````\n", "```\nx\n```\n"),  # a longer fence holds shorter ones
        ("```\nx\n~~~\ny\n```\n", "x\n~~~\ny\n"),  # only its own kind closes a block
        ("  ```PYTHON\nx\n  ```", "x\n"),
        ("```python\r\nx\r\n```\r\n", "x\r\n"),
        ("a ```x``` b", None),
        ("```x``` at the start of a line", None),
        ("```python \t\nx\n``` \t\r\n", "x\n"),
        ("``` a" + " " * 200_000 + "b\nx\n```", "x\n"),  # minutes, if tried at each
        ("</think>```\nx\n```", "x\n"),
        ("a</THINK>\n```\nx\n```", "x\n"),
        ("<think>no end\n```\nx\n```", None),
        ("I print '<think>':\n```\nx\n```", "x\n"),
        ("", None),
    ],
)
def test_cases(completion: str, code: str | None) -> None:
    assert last_fence(completion) == code
