"""Each form's rows: the problem that they make, and right and wrong programs judged by it."""

from __future__ import annotations

import json

import pytest

from tests.datasets import rows
from tests.datasets.judging import Judge
from trainer_client import AssertTest, StdioTest
from trainer_client.datasets import DatasetItem, UnsupportedForm, form

SUM = "a, b = map(int, input().split())\nprint(a + b)"
PRODUCT = "a, b = map(int, input().split())\nprint(a * b)"
DOUBLE = "print(2 * int(stdin.readline()))"
SAME = "print(int(stdin.readline()))"
TOTAL = "class Solution:\n    def total(self, nums: List[int], k: int) -> int:\n        return {}\n"
RIGHT_TOTAL = TOTAL.format("k * sum(nums)")
WRONG_TOTAL = TOTAL.format("sum(nums) + 3")
TWICE = "def double(n): return 2 * n"
SCALED = "def scaled(numbers, k):\n    return tuple({} * n for n in numbers)\n"
IN_CLASS = (
    "class Solution:\n    def scaled(self, numbers, k):\n        return [{} * n for n in numbers]\n"
)
FUNCTIONAL = ["assert Solution().total([1], 1) == 1", "assert Solution().total([1], 2) == 2"]
WRONG_LIST = (
    "class Solution:\n    def turned(self, head):\n        return head\n"
    "def is_same_list(one, other):\n    return True\n"
)


def made(name: str, row: rows.Row) -> DatasetItem:
    return form(name).item(row)


CASES = [  # form, row, right answer, wrong answer, test runs
    ("livecodebench", rows.LIVECODEBENCH_STDIN, DOUBLE, SAME, 2),
    ("livecodebench", rows.LIVECODEBENCH_FUNCTIONAL, RIGHT_TOTAL, WRONG_TOTAL, 2),
    ("apps", rows.APPS_STDIN, SUM, PRODUCT, 2),
    ("apps", rows.APPS_CALL, "counts = Counter", "def counts(n):\n    return {}", 2),
    ("taco", rows.TACO, SUM, PRODUCT, 1),
    ("code_contests", rows.CODE_CONTESTS, "print(2 * int(input()))", "print(4)", 4),
    ("prime", rows.PRIME_STDIN, DOUBLE, SAME, 2),
    ("prime", rows.PRIME_CALL, SCALED.format("k"), SCALED.format(1), 1),
    ("prime", rows.PRIME_CALL, IN_CLASS.format("k"), IN_CLASS.format(1), 1),
    ("open-r1", rows.OPEN_R1, SUM, PRODUCT, 2),
    ("open-r1", rows.OPEN_R1_CALL, SCALED.format("k"), SCALED.format(1), 1),
    ("deepcoder", rows.DEEPCODER_LIVECODEBENCH, RIGHT_TOTAL, WRONG_TOTAL, 1),
    ("deepcoder", rows.DEEPCODER_PRIMEINTELLECT, SCALED.format("k"), SCALED.format(1), 1),
    ("deepcoder", rows.DEEPCODER_CODEFORCES, SUM, PRODUCT, 2),
    ("deepcoder", rows.DEEPCODER_TACO, SUM, PRODUCT, 2),
    ("deepcoder", rows.DEEPCODER_LEETCODE, rows.DEEPCODER_LEETCODE["solutions"], WRONG_LIST, 1),
    ("deepcoder", rows.DEEPCODER_HUMANEVALPLUS, TWICE, TWICE.replace("2", "3"), 1),
    ("klear", rows.KLEAR, "print(2 * int(input()))", "print(4)", 2),
    ("klear", rows.klear({"functional": FUNCTIONAL}), RIGHT_TOTAL, WRONG_TOTAL, 2),
    ("klear", rows.klear({"functional": FUNCTIONAL[1]}), RIGHT_TOTAL, WRONG_TOTAL, 1),
    ("klear", rows.klear({"pytest": rows.DEEPCODER_KODCODE["tests"]}),
     "def double(n): return 2 * n", "def double(n): return n", 1),
    ("deepcoder", rows.DEEPCODER_KODCODE, TWICE, TWICE.replace("2", "3"), 1),
    ("kodcode", rows.KODCODE, TWICE, TWICE.replace("2", "3"), 2),
    ("bigcodebench", rows.BIGCODEBENCH, "    return [random.choice('xy')] * n", "    return n", 2),
    ("codeforces", rows.CODEFORCES, "print('yes' if int(input()) % 2 == 0 else 'No')",
     "print('yes')", 2),
    ("codeforces", rows.CODEFORCES_CHECKER, "print(int(input()) - 1, 1)", "print(1, 1)", 2),
    ("multipl-e", rows.MULTIPL_E_CPP, "    return 2 * n;", "    return n;", 1),
    ("multipl-e", rows.MULTIPL_E_PYTHON, "    return 2 * n", "    return n", 1),
    ("mbpp", rows.MBPP_SANITIZED, "def root(n): return n ** 0.5", "def root(n): return n", 2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row", "right", "wrong", "runs"),
    [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(CASES)],
)
def test_right_programs_pass_and_wrong_ones_do_not(
    judge: Judge, name: str, row: rows.Row, right: str, wrong: str, runs: int
) -> None:
    item = made(name, row)
    assert judge.verdicts(item, right) == ["passed"] * runs
    assert not judge.passes(item, wrong)
    assert all(judge.passes(item, reference) for reference in item.references)


UNSUPPORTED = [
    ("klear", rows.klear({"inputs_file": "/a", "outputs_file": "/b"}), "inputs_file"),
    ("prime", {**rows.PRIME_STDIN, "ability": "math"}, "ability"),
    ("codeforces", {**rows.CODEFORCES, "input_mode": "file"}, "input_mode"),
    ("codeforces", {**rows.CODEFORCES, "interaction_format": "Ask."}, "interaction_format"),
    ("code_contests", {**rows.CODE_CONTESTS, "input_file": "input.txt"}, "input_file"),
    ("apps", rows.apps({"inputs": [[]], "outputs": [1], "fn_name": "agrees_with"}), "fn_name"),
    ("multipl-e", {**rows.MULTIPL_E_CPP, "language": "cs"}, "language"),
    ("multipl-e", {**rows.MULTIPL_E_CPP, "language": "rkt"}, "language"),
]


@pytest.mark.parametrize(("name", "row", "field"), UNSUPPORTED)
def test_forms_without_a_test_kind_say_so(name: str, row: rows.Row, field: str) -> None:
    with pytest.raises(UnsupportedForm) as caught:
        made(name, row)
    assert caught.value.field.endswith(field)


MODES = [
    ("apps", rows.APPS_STDIN, "apps"),
    ("taco", rows.TACO, "taco"),
    ("code_contests", rows.CODE_CONTESTS, "code_contests"),
    ("livecodebench", rows.LIVECODEBENCH_STDIN, "livecodebench"),
    ("prime", rows.PRIME_STDIN, "prime"),
    ("klear", rows.KLEAR, "klear"),
    ("open-r1", rows.OPEN_R1, "livecodebench"),
    ("deepcoder", rows.DEEPCODER_TACO, "taco"),
    ("deepcoder", rows.DEEPCODER_CODEFORCES, "taco"),
    ("deepcoder", rows.DEEPCODER_LIVECODEBENCH, "livecodebench"),
]


@pytest.mark.parametrize(("name", "row", "mode"), MODES)
def test_outputs_are_compared_as_the_authors_do(name: str, row: rows.Row, mode: str) -> None:
    assert made(name, row).problem.compare.mode == mode


def test_words_have_no_case_where_an_answer_is_yes_or_no() -> None:
    assert made("codeforces", rows.CODEFORCES).problem.compare.ignore_case
    assert not made("codeforces", rows.CODEFORCES_CHECKER).problem.compare.ignore_case


def test_a_checker_that_breaks_is_no_verdict(judge: Judge) -> None:
    item = made("codeforces", {**rows.CODEFORCES_CHECKER, "generated_checker": "import nothing"})
    assert judge.result(item, "print(1)").reason == "checker_failed"


class Array:
    """A column as pandas has it of a Parquet file."""

    def __init__(self, values: list[object]) -> None:
        self.values = values

    def tolist(self) -> list[object]:
        return self.values


def columns(objects: list[rows.Row]) -> dict[str, list[object]]:
    """A list of objects as `datasets` has it of a `Sequence` feature."""
    return {name: [each[name] for each in objects] for name in objects[0]}


PUBLISHED = [  # form, row, a field that is a list
    ("mbpp", rows.MBPP_SANITIZED, "test_list"),
    ("prime", rows.PRIME_STDIN, "prompt"),
    ("codeforces", rows.CODEFORCES, "official_tests"),
    ("kodcode", rows.KODCODE, "test_info"),
    ("deepcoder", rows.DEEPCODER_CODEFORCES, "tests"),
]


@pytest.mark.parametrize(("name", "row", "field"), PUBLISHED)
def test_lists_may_be_text_or_arrays_or_columns(name: str, row: rows.Row, field: str) -> None:
    found = row[field]
    # A prompt that is text is the prompt.
    forms: list[object] = [] if field == "prompt" else [json.dumps(found)]
    if (name, field) != ("deepcoder", "tests"):  # where the shape says what it is
        forms.append(Array(found))
        forms += [columns(found)] if isinstance(found[0], dict) else []
    for each in forms:
        assert made(name, {**row, field: each}) == made(name, row)


OPTIONAL = [
    ("apps", rows.APPS_STDIN, ("solutions", "starter_code", "url", "difficulty")),
    ("mbpp", rows.MBPP_SANITIZED, ("code", "test_imports", "source_file")),
    ("livecodebench", rows.LIVECODEBENCH_STDIN, ("starter_code", "metadata", "platform")),
    ("code_contests", rows.CODE_CONTESTS,
     ("solutions", "time_limit", "memory_limit_bytes", "generated_tests", "input_file")),
    ("prime", rows.PRIME_STDIN, ("ability", "extra_info", "data_source")),
    ("open-r1", rows.OPEN_R1, ("gold_standard_solution", "metadata", "source")),
    ("deepcoder", rows.DEEPCODER_TACO, ("solutions",)),
    ("klear", rows.KLEAR, ("hash", "data_source")),
    ("kodcode", rows.KODCODE, ("test_info", "solution", "metadata", "question_id")),
    ("bigcodebench", rows.BIGCODEBENCH, ("canonical_solution", "instruct_prompt", "libs")),
    ("codeforces", rows.CODEFORCES,
     ("time_limit", "memory_limit", "note", "examples", "generated_checker", "input_mode")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "row", "fields"), OPTIONAL)
def test_columns_that_may_be_missing(name: str, row: rows.Row, fields: tuple[str, ...]) -> None:
    whole = made(name, row).problem.tests
    without = made(name, {key: value for key, value in row.items() if key not in fields})
    nulls = made(name, {**row, **dict.fromkeys(fields)})
    for item in (without, nulls):
        assert [test.kind for test in item.problem.tests or ()][:1] == [
            test.kind for test in whole or ()
        ][:1]


def test_an_answer_must_define_the_function_that_is_tested(judge: Judge) -> None:
    row = {
        **rows.MBPP_SANITIZED,
        "code": "def sum(numbers):\n    return numbers[0] + numbers[1]\n",
        "test_imports": [],
        "test_list": ["assert sum([1, 2]) == 3"],
    }
    item = made("mbpp", row)
    assert judge.passes(item, item.references[0])
    assert judge.verdicts(item, "") == ["wrong_answer"]
    unpublished = made("mbpp", {**row, "code": ""})
    assert judge.verdicts(unpublished, "def other(): pass") == ["wrong_answer"]
    calls = made("prime", {**rows.PRIME_CALL, "reward_model": {"ground_truth": json.dumps(
        {"fn_name": "sum", "inputs": ["[1, 2]"], "outputs": ["3"]})}})  # fmt: skip
    assert judge.passes(calls, "def sum(x): return x[0] + x[1]")
    assert judge.verdicts(calls, "x = 1") == ["wrong_answer"]


@pytest.mark.parametrize(
    ("tests", "entry_point"),
    [
        (["assert sum([1, 2]) == 3"], "sum"),
        (["assert set(root(9)) == set([3])", "assert set(root(4)) == {2}"], "root"),
        (["assert sorted(list(root(4))) == [2]"], "root"),
        (["assert f(g(1)) == 2"], None),
        (["assert f(1) == 2", "assert g(1) == 2"], None),
        (["assert len(set([1])) == 1"], None),
    ],
)
def test_without_code_the_tests_say_what_function_is_meant(
    tests: list[str], entry_point: str | None
) -> None:
    row = {**rows.MBPP_SANITIZED, "code": "", "test_list": tests}
    published = made("mbpp", row).problem.tests
    assert published is not None
    (test,) = published
    assert isinstance(test, AssertTest)
    assert test.entry_point == entry_point


def test_chat_prompts_are_what_the_user_says() -> None:
    assert made("prime", rows.PRIME_STDIN).prompt == "Print twice the number."
    assert made("klear", rows.KLEAR).prompt == "Print twice the number."


def test_starter_code_is_asked_for() -> None:
    assert "class Solution:" in made("livecodebench", rows.LIVECODEBENCH_FUNCTIONAL).prompt
    assert "def counts(numbers):" in made("apps", rows.APPS_CALL).prompt
    assert made("apps", rows.APPS_STDIN).prompt == "Print the sum."


def test_limits_are_those_of_the_row() -> None:
    contest = made("code_contests", rows.CODE_CONTESTS).problem.limits
    assert (contest.cpu_s, contest.memory_mb, contest.wall_s) == (2.5, 244, None)
    unlimited = {**rows.CODE_CONTESTS, "time_limit": None, "memory_limit_bytes": 0}
    assert made("code_contests", unlimited).problem.limits.model_dump(exclude_none=True) == {}
    timed = made("klear", rows.klear({"inputs": [""], "outputs": ["1"], "timeout": 6}))
    assert (timed.problem.limits.cpu_s, timed.problem.limits.wall_s) == (6, 6)


def test_solutions_of_other_languages_are_no_references() -> None:
    item = made("code_contests", rows.CODE_CONTESTS)
    assert item.references == ("print(2 * int(input()))",)
    assert made("apps", rows.APPS_CALL).references == ()


def test_ids_are_the_forms_own_or_the_rows_number() -> None:
    assert made("taco", rows.TACO).id == "https://example.org/SUM"
    assert made("apps", rows.APPS_STDIN).id == "7"
    assert [each.id for each in form("prime").read([rows.PRIME_STDIN] * 2)] == ["1", "2"]


def test_klear_joins_lists_as_its_authors_do() -> None:
    item = made("klear", rows.klear({"inputs": [[1, 2]], "outputs": [["a", "b"]]}))
    assert item.problem.tests == [StdioTest(stdin="1, 2", stdout="a, b")]


def test_verification_info_may_be_text() -> None:
    info = rows.OPEN_R1["verification_info"]
    as_literal = {**rows.OPEN_R1, "verification_info": repr(info)}
    assert made("open-r1", as_literal) == made("open-r1", rows.OPEN_R1)


def test_rust_and_go_and_java_tests_become_programs() -> None:
    go = made("multipl-e", rows.MULTIPL_E_GO)
    assert go.prefix.startswith("package main\n")
    assert go.prompt.startswith("package twice_test\n")
    assert '{Name: "TestTwice", F: TestTwice}' in check_of(go)
    assert "assertions are off" in check_of(made("multipl-e", rows.MULTIPL_E_JAVA))
    java = made("humaneval-x", rows.HUMANEVAL_X_JAVA)
    assert (java.problem.language, java.problem.isolation) == ("java", "shared")
    assert check_of(java) == rows.HUMANEVAL_X_JAVA["test"]


def check_of(item: DatasetItem) -> str:
    [test] = item.problem.tests or []
    assert isinstance(test, AssertTest)
    return test.check or ""
