"""What other judges accept, case by case. Each table names the code that it was checked against:
the originals gave these verdicts when they were run on the same outputs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.judge.compare import POLICIES

Case = tuple[str, str, bool]  # expected, actual, accepted

# What white space, case and spelling do is said for every mode; the oddities follow.
LIVECODEBENCH: list[Case] = [
    # LiveCodeBench/LiveCodeBench, lcb_runner/evaluation/testing_util.py, grade_stdio
    ("1\n2\n", "1\n2", True),
    ("1\n2\n", "\n 1 \n\t2\r\n\n", True),
    ("1 2", "1  2", True),  # numbers, and so compared word by word
    ("a b", "a  b", False),
    ("1 a", "1.0 a", False),  # one word that is no number, and the line is text
    ("1\n2", "1\n\n2", False),
    ("1 2", "1\n2", False),
    ("YES", "yes", False),
    ("1", "1.0", True),
    ("1000", "1e3", True),
    ("1000", "1_000", True),
    ("1", "\uff11", True),
    ("0", "-0", True),
    ("0.3", "0.30000000000000004", False),  # no tolerance
    ("9007199254740993", "9007199254740992", False),
    ("9007199254740993", "9007199254740993.0", True),
    ("inf", "Infinity", True),
    ("nan", "NaN", False),
    ("1", "sNaN", False),
    ("16", "0x10", False),
    ("1", "1e99999999999999999999", False),
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

APPS: list[Case] = [
    # hendrycks/apps, eval/testing_util.py, run_test
    ("1\n2\n", "1\n2", True),
    ("1\n2\n", "\n 1 \n\t2\r\n\n", True),
    ("1 2", "1  2", True),
    ("a b", "a  b", True),
    ("1\n2", "1\n\n2", True),
    ("1 2", "1\n2", False),
    ("YES", "yes", False),
    ("1", "1.0", True),
    ("1000", "1e3", True),
    ("1000", "1_000", True),
    ("1", "\uff11", True),
    ("100000", "100001", True),  # integers are floats, within 1e-5
    ("99999", "100000", False),
    ("1 100000", "1 100001", False),  # a line of two words is no float
    ("0.1231 x", "0.1232 x", False),
    ("0.1231 1", "0.1236 1", False),
    ("0.1231 1", "0.1232 1", True),  # rounded to 3 digits
    ("1 2 3", "3 1 2", True),  # words in any order
    ("1 2", "2 1 1 2", True),  # and any number
    ("a\nb", "b\na\nb", True),  # lines as well
    ("7" * 400, "8" * 500, True),  # both are infinite
    ("nan", "nan", True),
    ("nan 1", "1 nan", True),  # the same words
    ("nan", "NaN", False),
    ("inf", "1e999", True),
    ("a\x0bb", "a\x0bb", False),  # not even itself: the output's lines end at \v
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

TACO: list[Case] = [
    # FlagOpen/TACO, metrics/testing_util.py, compare_std_results, and the text mode of
    # subprocess.run before it
    ("1\n2\n", "1\n2", True),
    ("ab\ncd\n", "\nab\ncd\r\n\n", True),
    ("ab\ncd", "ab \ncd", False),
    ("ab\r\ncd", "ab\r\ncd", False),  # the output's line ends are translated, the other's not
    ("10 20", "10  20", False),
    ("10\n20", "10\n\n20", False),
    ("1 2", "1\n2", False),
    ("YES", "yes", False),
    ("1", "1.0", False),
    ("100000", "100001", False),
    ("0.12341", "0.12342", False),
    ("1\n2\n3", "3 2 1", True),  # words of one character are as good as lines
    ("1 2", "12", True),  # and a word is as good as the set of its characters
    ("1 2", "2111\n", True),
    ("a b", "ba", True),
    ("1\n2\n3", "123", True),  # digits for lines, if nothing follows them
    ("1.0 2.0", "21", True),
    ("1.0\n2.0", "12", True),
    ("10 2", "102", False),
    ("1", "\uff11", True),  # a digit is a float
    ("1", "\uff11\n", True),
    ("12", "\uff11\uff12", False),
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

PRIME: list[Case] = [
    # PRIME-RL/PRIME, evaluation_utils/code_util/testing_util.py, run_test
    ("1\n2\n", "1\n2", True),
    ("1\n2\n", "\n 1 \n\t2\r\n\n", True),
    ("1 2", "1  2", False),
    ("a b", "a  b", False),
    ("1\n2", "1\n\n2", True),
    ("a\n\nb", "a\nb", True),
    ("1 2", "1\n2", False),
    ("YES", "yes", False),
    ("1", "1.0", True),
    ("1000", "1e3", True),
    ("1000", "1_000", True),
    ("1", "01", False),  # digits alone, and so no numbers
    ("1", "\uff11", False),
    ("100000", "100001", False),
    ("-100000", "-100001", True),  # a sign makes a float of it
    ("100000\n0.5", "100001\n0.5", True),  # so does a float in another line
    ("1 100000", "1 100001", False),
    ("0.12341", "0.12342", False),
    ("0.5", "0.500001", True),
    ("1 2 3", "3 1 2", False),  # no sets
    ("a\nb", "b\na", False),
    ("nan", "NaN", False),
    ("inf", "1e999", True),
    ("a\x0bb", "a\x0bb", False),  # not even itself: the output's lines end at \v
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("1\n2", "1", False),
    ("0.5", "", False),
    ("", "\n\n", True),
]

CODE_CONTESTS: list[Case] = [
    # google-deepmind/code_contests, execution/tester_sandboxer.cc, OutputsMatch; the first six
    # are its own tests
    ("abc def", "abc def", True),
    ("abc def", "abc deg", False),
    ("abc def 123", "abc def", False),
    ("abc def", "abc DEF", True),
    ("abc 123.000001", "abc 123", True),
    ("abc 123.1", "abc 123", False),
    ("1 2", "1\n\n 2\v", True),
    ("1 2", "1\f2", False),  # a form feed is no separator
    ("1", "1\f", True),  # but no part of a number either
    ("x", "x\f", False),
    ("\u00c9", "\u00e9", False),  # ASCII case only
    ("1", "1.0", True),
    ("1", "1.000009", True),  # absolute
    ("1", "1.00001001", False),
    ("1000000", "1000000.5", False),
    ("1000", "1e3", True),
    ("1000", "1_000", False),
    ("16", "0x10", True),
    ("1", "\uff11", False),
    ("9007199254740993", "9007199254740992", True),  # the same double
    ("inf nan 1", "inf nan 1", True),
    ("inf", "infinity", False),  # their difference is NaN
    ("inf 1", "inf 1.0", False),
    ("nan 1", "nan 1.0", False),
    ("1e400", "1e400 ", True),
    ("1e400", "1e401", False),
    ("1", "+1", True),
    ("1", "+-1", False),
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

SANDBOXFUSION: list[Case] = [
    # bytedance/SandboxFusion, sandbox/utils/testing.py, check_stdio_test_case
    ("1\n2\n", "1\n2", True),
    ("1\n2\n", "\n 1 \n\t2\r\n\n", True),
    ("a b", "a  b", False),
    ("1 2", "1  2", False),
    ("1\n2", "1\n\n2", False),
    ("1 2", "1\n2", False),
    ("YES", "yes", True),
    ("\u00c9", "\u00e9", True),  # in every script
    ("1", "1.0", True),
    ("1 2", "1.0 2.0", False),  # a line of two numbers is text
    ("1000", "1e3", True),
    ("1000", "1_000", True),
    ("1", "\uff11", True),
    ("100000", "100000.9", True),  # relative, integers too
    ("100001", "100002", True),
    ("99999", "100000", False),
    ("0", "0.000000000000001", False),  # 0 counts as 1e-10
    ("0", "1e-16", True),
    ("nan", "NaN", True),  # the same but for case
    ("nan", "+nan", False),
    ("inf", "infinity", False),  # their difference is NaN
    ("16", "0x10", False),
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

KLEAR: list[Case] = [
    # suu990901/KlearReasoner, verl/utils/reward_score/code_r1_compute.py, and ganler/code-r1,
    # verl/utils/reward_score/coder1: output.strip() == stdout.strip()
    ("1\n2\n", "1\n2", True),
    ("1\n2\n", "\n\t1\n2\r\n\u3000", True),  # white space of every script
    ("1\n2", "1 \n2", False),
    ("1\n2", "1\r\n2", False),
    ("1 2", "1  2", False),
    ("YES", "yes", False),
    ("1", "1.0", False),
    ("1", "\uff11", False),
    ("1", "\ufeff1", False),
    ("1", "1\0", False),
    ("", "\n\n", True),
]

TABLES = {
    "livecodebench": LIVECODEBENCH,
    "apps": APPS,
    "taco": TACO,
    "code_contests": CODE_CONTESTS,
    "prime": PRIME,
    "sandboxfusion": SANDBOXFUSION,
    "klear": KLEAR,
}
CASES = [(mode, *case) for mode, table in TABLES.items() for case in table]
OF_TEXT = sorted(TABLES.keys() - {"code_contests"})


@pytest.mark.parametrize(("mode", "expected", "actual", "accepted"), CASES)
def test_what_the_original_accepts(mode: str, expected: str, actual: str, accepted: bool) -> None:
    message = POLICIES[mode](expected.encode(), actual.encode())
    assert (message is None) == accepted


@given(st.sampled_from(OF_TEXT), st.text("1a \n"))
def test_what_is_no_text_is_accepted_by_no_judge_of_text(mode: str, output: str) -> None:
    assert POLICIES[mode](output.encode(), output.encode() + b"\xff") is not None


@given(st.sampled_from(sorted(TABLES)), st.text("ab1.\n "))
def test_every_plain_output_equals_itself(mode: str, output: str) -> None:
    assert POLICIES[mode](output.encode(), output.encode()) is None


lists_of_words = st.lists(st.lists(st.sampled_from(["1", "2.5", "a"]), min_size=1), min_size=1)


@given(lists_of_words, st.integers())
def test_apps_does_not_mind_the_order(lines: list[list[str]], seed: int) -> None:
    shuffling = random.Random(seed)
    shuffled = [shuffling.sample(line, len(line)) for line in shuffling.sample(lines, len(lines))]
    expected, actual = ("\n".join(map(" ".join, each)) for each in (lines, shuffled))
    assert POLICIES["apps"](expected.encode(), actual.encode()) is None
