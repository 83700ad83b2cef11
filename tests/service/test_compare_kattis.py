"""The default validator of Kattis: golden cases where they are at hand, and a table."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import wire
from service.judge.compare import policy_of
from service.judge.compare.compat.kattis import scanned

DATA = Path(os.environ.get("SOFTJUDGE_DATA", Path(__file__).parents[3] / "shared" / "data"))
GOLDEN = DATA / "default-validator" / "cases.jsonl"


def accepts(flags: str, expected: bytes, actual: bytes) -> bool:
    """Whether the mode accepts, with flags as Kattis writes them."""
    options: dict[str, Any] = {"mode": "kattis"}
    words = iter(flags.split())
    for word in words:
        options[word] = float(next(words)) if word.startswith("float") else True
    return policy_of(wire.Compare.model_validate(options))(expected, actual) is None


def _bytes(case: dict[str, str], field: str) -> bytes:
    text = case[field]
    return base64.b64decode(text) if case["encoding"] == "base64" else text.encode()


def test_golden_cases_of_problemtools() -> None:
    if not GOLDEN.exists():
        pytest.skip(f"no {GOLDEN.name}: set SOFTJUDGE_DATA to the folder of default-validator")
    cases = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert len(cases) == 24
    for case in cases:
        accepted = accepts(case["flags"], _bytes(case, "judge_answer"), _bytes(case, "team_output"))
        assert accepted == (case["expected"] == "accept"), case["id"]


TOLERANCE = "float_tolerance 1e-6"
SPACES = "space_change_sensitive"

# The verdicts of Kattis/problemtools, support/default_validator/default_validator.cc, compiled.
CASES: list[tuple[str, bytes, bytes, bool]] = [
    ("", b"1 2\n", b"\n1\t2\r\n", True),
    ("", b"Yes", b"yES", True),
    ("case_sensitive", b"Yes", b"yes", False),
    ("", "\u00c9".encode(), "\u00e9".encode(), False),  # ASCII case only
    ("", b"1 2", b"1", False),
    ("", b"1", b"1 2", False),
    ("", b"", b" \n", True),
    ("", b"1", b"1.0", False),  # without a tolerance numbers are text
    ("", b"1", b"1\0junk", True),  # a NUL ends a token
    ("", b"1", b"\xef\xbb\xbf1", False),
    ("", b"\xff\xfe", b"\xff\xfe", True),  # bytes, not text
    (SPACES, b"1 2\n", b"1 2\n", True),
    (SPACES, b"1 2\n", b"1 2", False),
    (SPACES, b"1 2", b"1 2\n", False),
    (SPACES, b"1 2\n", b"1 2\r\n", False),
    (SPACES, b"Yes", b"yes", True),
    (f"{SPACES} {TOLERANCE}", b"1.0 2.0\n", b"1 2\n", True),
    (TOLERANCE, b"1", b"1.0000001", True),  # integers too
    (TOLERANCE, b"1000000", b"1000001", True),
    (TOLERANCE, b"1.0", b"1.00001", False),
    (TOLERANCE, b"16", b"0x10", True),
    (TOLERANCE, b"1", b"1e", True),  # scanf lets an exponent be empty
    (TOLERANCE, b"0", b"0x.", True),
    (TOLERANCE, b"0", b"0x", False),
    (TOLERANCE, b"1000", b"1_000", False),
    (TOLERANCE, b"1", b"1f", False),
    (TOLERANCE, b"inf", b"inf", True),  # not finite, and so text
    (TOLERANCE, b"inf", b"infinity", False),
    (TOLERANCE, b"NaN", b"nan", True),
    (TOLERANCE, b"1e999", b"1e1000", False),
    (TOLERANCE, b"1", b"inf", False),
    (TOLERANCE, b"Yes 1", b"yes 1.0", True),
    (f"case_sensitive {TOLERANCE}", b"Yes 1", b"yes 1.0", False),
    (TOLERANCE, b"x", b"1", False),
    ("float_absolute_tolerance 0.1", b"100", b"100.1", True),
    ("float_absolute_tolerance 0.1", b"100", b"100.11", False),
    ("float_relative_tolerance 0.1", b"0", b"0.05", False),
    ("float_relative_tolerance 0.1", b"0", b"-0.0", True),
    ("float_relative_tolerance 0.1", b"10", b"11", True),
    ("float_tolerance 0", b"1", b"1.0", True),
    ("float_tolerance 0", b"9007199254740993", b"9007199254740992", True),  # the same double
]


@pytest.mark.parametrize(("flags", "expected", "actual", "accepted"), CASES)
def test_the_default_validator(flags: str, expected: bytes, actual: bytes, accepted: bool) -> None:
    assert accepts(flags, expected, actual) == accepted


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_as_they_are_written(number: float) -> None:
    for text in (repr(number), number.hex(), f"{number:+e}"):
        assert scanned(text.encode()) == (float.fromhex if "x" in text else float)(text)


@pytest.mark.parametrize("flags", ["", "case_sensitive", SPACES, TOLERANCE])
@given(output=st.binary() | st.text("1.eExXp+-naif \n").map(str.encode))
def test_every_output_equals_itself(flags: str, output: bytes) -> None:
    assert accepts(flags, output, output)
