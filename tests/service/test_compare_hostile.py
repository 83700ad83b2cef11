"""Outputs that are meant to be costly: each policy says no, in memory of the output's order."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from service import wire
from service.judge.compare import POLICIES, Policy, policy_of

MILLION = 10**6

WITHIN = {
    "tokens, floats": wire.Compare(float_tolerance=1e-6),
    "lines, floats": wire.Compare(mode="lines", float_tolerance=1e-6),
    "kattis, floats": wire.Compare(mode="kattis", float_tolerance=1e-6),
    "unordered lines": wire.Compare(mode="lines", unordered_lines=True, collapse_blanks=True),
}
ALL: dict[str, Policy] = POLICIES | {name: policy_of(asked) for name, asked in WITHIN.items()}

OUTPUTS = {
    "a million digits": b"9" * MILLION,
    "a million digits behind the point": b"0." + b"3" * MILLION,
    "an exponent of a million digits": b"1e" + b"9" * MILLION,
    "zeros made up for by the exponent": b"0." + b"0" * MILLION + b"1e1000001",
    "a million hexadecimal digits": b"0x" + b"f" * MILLION,
    "underscores": b"_".join([b"1"] * (MILLION // 2)),
    "a huge word": b"x" * MILLION,
    "points": b"." * MILLION,
    "signs": b"+-" * (MILLION // 2),
    "white space": b" " * MILLION,
    "empty lines": b"\n" * MILLION,
    "carriage returns": b"\r" * MILLION,
    "NUL": b"\0" * MILLION,
    "not UTF-8": b"\xff" * MILLION,
    "byte order marks": b"\xef\xbb\xbf" * (MILLION // 3),
    "full-width digits": "\uff11".encode() * (MILLION // 3),
    "words": b"1 " * (MILLION // 10),
    "lines": b"1\n" * (MILLION // 10),
    "different numbers": b"".join(b"%d.5\n" % n for n in range(MILLION // 20)),
    "infinities": b"inf " * (MILLION // 10),
    "NaN": b"nan\n" * (MILLION // 10),
}

BYTES_PER_BYTE = 200  # of output: an object for each word, and for each number, of two bytes


@pytest.fixture(autouse=True)
def _traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("name", ALL)
def test_a_costly_output_is_no_answer(name: str, output: str) -> None:
    message = ALL[name](b"1.5 x\n2.5\n", OUTPUTS[output])
    assert message
    assert len(message) < 1000
    assert message.isprintable()
    assert tracemalloc.get_traced_memory()[1] < BYTES_PER_BYTE * MILLION


@pytest.mark.parametrize("name", ALL)
def test_a_million_digits_that_are_right(name: str) -> None:
    answer = b"7" * MILLION
    assert ALL[name](answer, answer + b"\n") is None or name == "exact"
    assert ALL[name](answer, answer) is None
    # To APPS both are infinite, and infinities are equal.
    assert (ALL[name](answer, b"7" * (MILLION - 1)) is None) == (name == "apps")


# Doubles are equal where integers of many digits are not. Judges that read all numbers as
# doubles accept them, infinities excepted; LiveCodeBench's decimals are exact.
@pytest.mark.parametrize("name", ALL)
def test_a_last_digit_of_thirty_that_is_wrong(name: str) -> None:
    accepted = ALL[name](b"7" * 30, b"7" * 29 + b"8") is None
    assert accepted == (name in {"apps", "code_contests", "sandboxfusion", "kattis, floats"})


def test_sets_of_floats_with_equal_hashes() -> None:
    """The hash of 2**61, 2**122, ... is 1 in Python, so hashes tell apart hardly any two of
    these sets."""
    numbers = [repr(2.0 ** (61 * k)) for k in range(13)]
    sets = [[n for bit, n in enumerate(numbers) if mask >> bit & 1] for mask in range(1, 1 << 13)]
    expected = "\n".join(" ".join(each) for each in reversed(sets)).encode()
    signed = [" ".join(f"+{number}" for number in each) for each in sets]
    assert POLICIES["apps"](expected, "\n".join(signed).encode()) is None
    assert POLICIES["apps"](expected, "\n".join(signed[1:]).encode()) is not None
