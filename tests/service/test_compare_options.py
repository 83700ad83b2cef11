"""Options of the own modes: letters, blanks, order, floats, several answers."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import trainer_client
from sandbox import Execution
from service import wire
from service.judge.cases import Judging, checks_of
from service.judge.compare import Policy, accepting, policy_of
from service.judge.verdicts import judge

outputs = st.text("aAbB12.eE+-_ \t\n\r\v\f\u3000\uff11\ufeff\0é").map(str.encode)
tolerances = st.sampled_from([0.0, 1e-9, 1e-3, 0.5, 10.0])
finite = st.floats(allow_nan=False, allow_infinity=False)

OPTIONS: list[dict[str, Any]] = [
    {"mode": "tokens", "ignore_case": True},
    {"mode": "tokens", "float_tolerance": 1e-6},
    {"mode": "tokens", "ignore_case": True, "float_relative_tolerance": 1e-6},
    {"mode": "exact", "ignore_case": True},
    {"mode": "lines", "ignore_case": True},
    {"mode": "lines", "collapse_blanks": True},
    {"mode": "lines", "unordered_lines": True},
    {"mode": "lines", "unordered_lines": True, "collapse_blanks": True, "ignore_case": True},
    {"mode": "lines", "float_absolute_tolerance": 1e-6},
    {"mode": "lines", "float_absolute_tolerance": 1e-6, "collapse_blanks": True},
]


def policy(**options: Any) -> Policy:
    return policy_of(wire.Compare.model_validate(options))


def agree(expected: bytes, actual: bytes, **options: Any) -> bool:
    return policy(**options)(expected, actual) is None


@given(st.sampled_from(OPTIONS), st.binary() | outputs)
def test_every_output_equals_itself(options: dict[str, Any], output: bytes) -> None:
    assert agree(output, output, **options)


@given(st.sampled_from(OPTIONS), outputs, outputs)
def test_an_option_only_adds_to_what_its_mode_accepts(
    options: dict[str, Any], expected: bytes, actual: bytes
) -> None:
    if agree(expected, actual, mode=options["mode"]):
        assert agree(expected, actual, **options)


@given(st.sampled_from(OPTIONS), st.binary(), st.binary())
def test_messages_are_short_text(options: dict[str, Any], expected: bytes, actual: bytes) -> None:
    message = policy(**options)(expected, actual)
    assert message is None or (0 < len(message) < 1000 and message.isprintable())


# --- letters and blanks ----------------------------------------------------------------


@given(st.sampled_from(["tokens", "exact", "lines"]), st.text("aAbBzZ 1\n").map(str.encode))
def test_letters_of_both_cases_are_alike(mode: str, output: bytes) -> None:
    assert agree(output, output.swapcase(), mode=mode, ignore_case=True)
    assert agree(output, output.swapcase(), mode=mode) == (output == output.swapcase())


def test_letters_that_are_not_ascii_stand_for_themselves() -> None:
    assert not agree("É".encode(), "é".encode(), ignore_case=True)
    assert not agree("\u0131".encode(), b"I", ignore_case=True)


@given(st.lists(st.lists(st.sampled_from(["a", "b", "1"])), min_size=1), st.data())
def test_collapsed_blanks(lines: list[list[str]], data: st.DataObject) -> None:
    blanks = st.text(" \t\r\v\f", min_size=1, max_size=3)
    spread = "\n".join(
        data.draw(blanks).join(["", *words, ""]) if words else data.draw(blanks) for words in lines
    )
    plain = "\n".join(" ".join(words) for words in lines)
    assert agree(plain.encode(), spread.encode(), mode="lines", collapse_blanks=True)


def test_collapsing_keeps_lines_and_words_apart() -> None:
    assert not agree(b"a b", b"a\nb", mode="lines", collapse_blanks=True)
    assert not agree(b"a b", b"ab", mode="lines", collapse_blanks=True)


# --- order -----------------------------------------------------------------------------


@given(st.lists(st.text("ab 1", max_size=3)), st.integers())
def test_unordered_lines_agree_with_each_permutation(lines: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(lines, len(lines))
    expected, actual = ("\n".join(each).encode() for each in (lines, shuffled))
    assert agree(expected, actual, mode="lines", unordered_lines=True)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_unordered_lines_are_counted(wanted: list[str], found: list[str]) -> None:
    expected, actual = ("\n".join(each).encode() for each in (wanted, found))
    same = sorted(wanted) == sorted(found)
    assert agree(expected, actual, mode="lines", unordered_lines=True) == same


def test_messages_of_unordered_lines() -> None:
    compare = policy(mode="lines", unordered_lines=True)
    assert compare(b"a\nb", b"b\nc") == "a line is missing: 'a'"
    assert compare(b"a\nb", b"b\na\nb") == "a line is too many: 'b'"


# --- floats ----------------------------------------------------------------------------

FLOATS = [
    # expected, actual, agree within 1e-6 absolute or relative
    (b"1.0", b"1.0000001", True),
    (b"1.0", b"1", True),
    (b"1.0", b"1e0", True),
    (b"1.0", b"+1.", True),
    (b".5", b"0.5", True),
    (b"1e3", b"1000", True),
    (b"1000000.0", b"1000000.9", True),
    (b"0.0", b"-0.0", True),
    (b"0.0", b"1e-7", True),
    (b"1.0", b"1.00001", False),
    (b"1", b"1.0", False),  # an integer is met as it is written
    (b"1", b"1.0000001", False),
    (b"1000000", b"1000001", False),
    (b"10", b"1e1", False),
    (b"1", b"+1", False),
    (b"1", b"01", False),
    (b"1" * 400, b"1" * 399 + b"2", False),
    (b"1.0", b"1_0", False),
    (b"1.0", b"0x1", False),
    (b"1.0", "\uff11.0".encode(), False),
    (b"1.0", b"1.0\0", False),
    (b"1.0", b"\xef\xbb\xbf1.0", False),
    (b"1.0", b"1.0f", False),
    (b"1.0", b"1,0", False),
    (b"1.0", b"nan", False),
    (b"1.0", b"inf", False),
    (b"1.0", b"", False),
    (b"nan", b"nan", True),
    (b"nan", b"NaN", False),
    (b"inf", b"inf", True),
    (b"inf", b"1e999", False),
    (b"1e999", b"1e999", True),
    (b"1e999", b"1e1000", False),  # not all that is infinite is the same
    (b"x 1.0 y", b"x  1.0000001\ny", True),
    (b"x 1.0", b"x 1.0 1.0", False),
    (b"x 1.0 1.0", b"x 1.0", False),
    (b"X 1.0", b"x 1.0", False),
]


@pytest.mark.parametrize(("expected", "actual", "same"), FLOATS)
def test_floats_within_a_tolerance(expected: bytes, actual: bytes, same: bool) -> None:
    assert agree(expected, actual, float_tolerance=1e-6) == same


@given(finite, finite, tolerances, tolerances)
def test_the_tolerances_are_what_they_say(
    wanted: float, found: float, absolute: float, relative: float
) -> None:
    close = abs(wanted - found) <= absolute or abs(wanted - found) <= relative * abs(wanted)
    options = {"float_absolute_tolerance": absolute, "float_relative_tolerance": relative}
    for mode in ("tokens", "lines"):
        compare = policy(mode=mode, **options)
        message = compare(repr(wanted).encode(), repr(found).encode())
        assert (message is None) == (wanted == found or close)


@given(st.sampled_from(["tokens", "lines", "kattis"]), outputs, outputs, tolerances, tolerances)
def test_a_larger_tolerance_accepts_no_less(
    mode: str, expected: bytes, actual: bytes, one: float, other: float
) -> None:
    small, large = sorted((one, other))
    if agree(expected, actual, mode=mode, float_tolerance=small):
        assert agree(expected, actual, mode=mode, float_tolerance=large)


@given(st.integers(), st.integers(), tolerances)
def test_a_tolerance_is_not_for_integers(wanted: int, found: int, tolerance: float) -> None:
    expected, actual = f"{wanted}".encode(), f"{found}".encode()
    assert agree(expected, actual, float_tolerance=tolerance) == (wanted == found)


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        (b"a 1.0\nb 2.0\n", b"a 1.0000001 \nb 2\n\n", True),
        (b"a 1.0", b"a  1.0000001", False),  # blanks between words count
        (b"a 1.0", b" a 1.0000001", False),
        (b"1.0 2.0", b"1.0\n2.0000001", False),
        (b"1.0\n2.0", b"1.0", False),
    ],
)
def test_lines_with_floats(expected: bytes, actual: bytes, same: bool) -> None:
    assert agree(expected, actual, mode="lines", float_tolerance=1e-6) == same


# --- several answers -------------------------------------------------------------------


@given(outputs, st.lists(outputs, max_size=3), outputs)
def test_one_of_the_answers_is_enough(expected: bytes, others: list[bytes], actual: bytes) -> None:
    tokens = policy()
    any_fits = any(tokens(each, actual) is None for each in [expected, *others])
    assert (accepting(tokens, others)(expected, actual) is None) == any_fits


def test_the_message_is_about_the_first_answer() -> None:
    assert accepting(policy(), [b"2", b"3"])(b"1", b"4") == (
        "token 1: expected '1', got '4' (nor is it one of 2 more accepted answers)"
    )


def test_options_and_answers_reach_the_verdict() -> None:
    test = wire.StdioTest(stdout="YES 1.0", accept=["NO"])
    compare = wire.Compare(ignore_case=True, float_tolerance=1e-6)
    (check,) = checks_of([test], Judging(compare))
    outputs = {b"yes 1": "passed", b"no": "passed", b"YES 1.1": "wrong_answer"}
    for output, verdict in outputs.items():
        seen = Execution(0, None, None, 0.0, 0.0, 0.0, stdout=output)
        assert judge(check, seen).verdict == verdict


# --- what may be asked for -------------------------------------------------------------

REFUSED: list[dict[str, Any]] = [
    {"mode": "exact", "float_tolerance": 0.1},
    {"mode": "tokens", "unordered_lines": True},
    {"mode": "tokens", "collapse_blanks": True},
    {"mode": "tokens", "case_sensitive": True},
    {"mode": "kattis", "ignore_case": True},
    {"mode": "apps", "ignore_case": True},
    {"mode": "livecodebench", "float_tolerance": 0.0},
    {"mode": "lines", "unordered_lines": True, "float_tolerance": 0.1},
    {"mode": "tokens", "float_tolerance": 0.1, "float_absolute_tolerance": 0.1},
    {"mode": "tokens", "float_tolerance": -0.1},
    {"mode": "tokens", "float_tolerance": float("nan")},
    {"mode": "tokens", "float_tolerance": float("inf")},
    {"mode": "fuzzy"},
]


@pytest.mark.parametrize("options", REFUSED, ids=str)
def test_what_a_mode_has_not_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        wire.Compare.model_validate(options)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_options_may_be_written_out_in_full(options: dict[str, Any]) -> None:
    asked = wire.Compare.model_validate(options)
    assert wire.Compare.model_validate_json(asked.model_dump_json()) == asked


@pytest.mark.parametrize("name", ["Compare", "StdioTest", "CallTest"])
def test_the_client_asks_for_the_same(name: str) -> None:
    own, theirs = getattr(trainer_client, name), getattr(wire, name)
    assert own.model_fields.keys() == theirs.model_fields.keys()
    for field in ("mode", "tuples_as_lists"):
        if field in own.model_fields:
            assert own.model_fields[field].annotation == theirs.model_fields[field].annotation
            assert own.model_fields[field].default == theirs.model_fields[field].default
