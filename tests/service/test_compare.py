"""The comparison policies, against plain definitions and tricky outputs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.judge.compare import POLICIES
from service.judge.compare.exact import exact
from service.judge.compare.lines import lines
from service.judge.compare.tokens import tokens

OWN = ("tokens", "exact", "lines")  # the modes that are no other judge's

outputs = st.text("ab1 \t\n\r\v\f\u3000\uff11").map(str.encode)


@given(outputs, outputs)
def test_tokens_are_the_words_between_ascii_white_space(expected: bytes, actual: bytes) -> None:
    assert (tokens(expected, actual) is None) == (expected.split() == actual.split())


@given(outputs, outputs)
def test_exact_is_equality_of_bytes(expected: bytes, actual: bytes) -> None:
    assert (exact(expected, actual) is None) == (expected == actual)


@given(st.lists(st.text("ab ", max_size=4)), st.integers(0, 3), st.sampled_from(["", " ", "\t \r"]))
def test_lines_forgive_blanks_at_ends(content: list[str], empty: int, blanks: str) -> None:
    expected = "\n".join(content).encode()
    actual = ("".join(f"{line}{blanks}\n" for line in content) + "\n" * empty).encode()
    assert lines(expected, actual) is None


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (b"a\nb", b"a b"),  # a line end is not a blank
        (b"a", b" a"),  # blanks at the start count
        (b"a\n\nb", b"a\nb"),  # empty lines in the middle count
        (b"", b"x"),
    ],
)
def test_lines_differ(expected: bytes, actual: bytes) -> None:
    assert lines(expected, actual) is not None


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (b"1", "\uff11".encode()),  # a full-width digit
        (b"1 2", "1\u00a02".encode()),  # a non-breaking space is no white space
        (b"1 2", b"12"),
        (b"1", b"1.0"),
        (b"", b"0"),
        (b"1", b"1\x00"),
        (b"0" * 100_000 + b"1", b"0" * 100_000 + b"2"),  # a difference far behind
    ],
)
def test_tokens_differ(expected: bytes, actual: bytes) -> None:
    assert tokens(expected, actual) is not None


@given(st.sampled_from(sorted(POLICIES)), st.binary(), st.binary())
def test_messages_are_short_text(mode: str, expected: bytes, actual: bytes) -> None:
    message = POLICIES[mode](expected, actual)
    assert message is None or (0 < len(message) < 1000 and message.isprintable())


@given(st.sampled_from(OWN), st.binary())
def test_every_output_equals_itself(mode: str, output: bytes) -> None:
    assert POLICIES[mode](output, output) is None


def test_messages_name_the_first_difference() -> None:
    assert tokens(b"1 2 3", b"1 5 3") == "token 2: expected '2', got '5'"
    assert tokens(b"1 2", b"1") == "token 2: expected '2', got the end of the output"
    assert tokens(b"1", b"1 2") == "token 2: expected the end of the output, got '2'"
    assert lines(b"a\nb", b"a\nc") == "line 2: expected 'b', got 'c'"
    assert lines(b"a", b"a\nc") == "line 2: expected the end of the output, got 'c'"
    assert exact(b"ab", b"ac") == "byte 1: expected 'b', got 'c'"


@pytest.mark.parametrize("at", [0, 1, 4095, 4096, 4097, 8192, 9999])
def test_exact_names_the_first_byte(at: int) -> None:
    expected = b"a" * 10_000
    actual = expected[:at] + b"b" + expected[at + 1 :]
    assert f"byte {at}: " in str(exact(expected, actual))
    assert f"byte {at}: " in str(exact(expected, expected[:at]))
