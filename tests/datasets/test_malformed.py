"""Rows that are not what their form publishes: the error names the row and the field."""

from __future__ import annotations

import base64
import pickle
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.datasets import rows
from trainer_client import SoftjudgeError, StdioTest
from trainer_client.datasets import FORMS, MalformedRow, RowError, UnsupportedForm, form
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.pairs import paired_tests
from trainer_client.datasets.stdio import joined

HUMANEVAL = {
    "task_id": "HumanEval/9",
    "prompt": "def f(n):\n",
    "entry_point": "f",
    "canonical_solution": "    return n\n",
    "test": "def check(candidate): assert candidate(1) == 1",
}


def lcb(cases: object) -> rows.Row:
    return {**rows.LIVECODEBENCH_STDIN, "private_test_cases": cases}


def zipped(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


CALL = {"inputs": [[1]], "outputs": [1]}

BROKEN = [
    ("humaneval", {**HUMANEVAL, "test": None}, "test"),
    ("humaneval", {**HUMANEVAL, "prompt": 3}, "prompt"),
    ("humaneval-x", {**HUMANEVAL, "task_id": "CPP/9", "test": 1}, "test"),
    ("mbpp", {**rows.MBPP_SANITIZED, "test_list": []}, "test_list"),
    ("mbpp", {**rows.MBPP_SANITIZED, "test_list": ["assert 1", 2]}, "test_list[1]"),
    ("multipl-e", {**rows.MULTIPL_E_GO, "tests": "}"}, "tests"),
    ("multipl-e", {**rows.MULTIPL_E_JAVA, "tests": "}"}, "tests"),
    ("livecodebench", lcb("not packed"), "private_test_cases"),
    ("livecodebench", lcb(zipped(b"no pickle")), "private_test_cases"),
    ("livecodebench", lcb(zipped(pickle.dumps(["text"]))), "private_test_cases"),
    ("livecodebench", lcb(zipped(pickle.dumps("text"))), "private_test_cases"),
    ("livecodebench", lcb(rows.packed([])[:-8] + "AAAAAAAA"), "private_test_cases"),
    ("livecodebench", lcb([{"input": "1", "output": 2, "testtype": "stdin"}]),
     "private_test_cases[0].output"),
    ("livecodebench", {**rows.LIVECODEBENCH_FUNCTIONAL, "metadata": "{}"}, "metadata.func_name"),
    ("apps", {**rows.APPS_STDIN, "input_output": ""}, "input_output"),
    ("apps", rows.apps({"inputs": ["1"], "outputs": []}), "input_output.outputs"),
    ("apps", rows.apps({"inputs": [], "outputs": []}), "input_output.inputs"),
    ("apps", rows.apps({"inputs": [None], "outputs": ["1"]}), "input_output.inputs[0]"),
    ("apps", rows.apps({"inputs": ["1"], "outputs": [{"a": 1}]}), "input_output.outputs[0]"),
    ("apps", rows.apps({**CALL, "fn_name": "f(); g"}), "input_output.fn_name"),
    ("apps", rows.apps({**CALL, "fn_name": "def"}), "input_output.fn_name"),
    ("apps", rows.apps({"inputs": [1], "outputs": [1], "fn_name": "f"}), "input_output.inputs[0]"),
    ("taco", {**rows.TACO, "solutions": "[1]"}, "solutions"),
    ("code_contests", {**rows.CODE_CONTESTS, "public_tests": {"input": ["1"], "output": []}},
     "public_tests.output"),
    ("prime", {**rows.PRIME_STDIN, "reward_model": {"ground_truth": "{"}},
     "reward_model.ground_truth"),
    ("prime", {**rows.PRIME_STDIN, "prompt": [{"role": "user"}]}, "prompt[0].content"),
    ("klear", rows.klear({"functional": []}), "reward_model.ground_truth.functional"),
    ("open-r1", {**rows.OPEN_R1, "verification_info": "neither"}, "verification_info"),
    ("open-r1", {**rows.OPEN_R1, "verification_info": {"language": "python", "test_cases": []}},
     "verification_info.test_cases"),
    ("deepcoder", {**rows.DEEPCODER_TACO, "tests": "[]"}, "tests"),
    ("deepcoder", {**rows.DEEPCODER_TACO, "tests": [1]}, "tests[0]"),
    ("kattis", {"name": "p", "files": {}}, "files[problem.yaml]"),
    ("codeforces", {**rows.CODEFORCES, "official_tests": []}, "official_tests"),
    ("codeforces", {**rows.CODEFORCES, "official_tests": None}, "official_tests"),
    ("codeforces", {**rows.CODEFORCES, "official_tests": {"input": ["1"], "output": []}},
     "official_tests"),
    ("kodcode", {**rows.KODCODE, "test": " "}, "test"),
    ("bigcodebench", {**rows.BIGCODEBENCH, "test": None}, "test"),
    ("kattis", {"name": "p", "files": 3}, "files"),
    ("code_contests", {**rows.CODE_CONTESTS, "solutions": {"language": [3], "solution": []}},
     "solutions.solution"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "row", "field"), BROKEN)
def test_the_error_names_row_and_field(name: str, row: rows.Row, field: str) -> None:
    chosen = form(name)
    with pytest.raises(MalformedRow) as caught:
        chosen.item(row, 12)
    error = caught.value
    assert error.field == field
    assert error.row.startswith(f"{name} row 12")
    assert str(row.get(chosen.key) or "") in error.row
    assert isinstance(error, SoftjudgeError)
    assert str(error) == f"{error.row}, field {field!r}: {error.problem}"


def test_reading_counts_the_rows() -> None:
    with pytest.raises(MalformedRow, match=r"humaneval row 2 \(HumanEval/9\), field 'test'"):
        list(form("humaneval").read([HUMANEVAL, {**HUMANEVAL, "test": None}]))


def test_a_row_that_is_no_object() -> None:
    with pytest.raises(MalformedRow, match="row 1"):
        list(form("mbpp").read([3]))  # type: ignore[list-item]


GOOD = [value for name, value in vars(rows).items() if name.isupper()]
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FORMS)), st.sampled_from(GOOD), st.data())
def test_any_row_is_an_item_or_a_row_error(name: str, row: rows.Row, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(row)))
    try:
        item = form(name).item({**row, field: data.draw(junk)})
    except RowError:
        return
    assert item.problem.tests


# --- lines and texts --------------------------------------------------------------------

FIELDS = Fields({}, 1)
lines = st.lists(st.text() | st.integers())


@given(lines, st.sampled_from(["\n", ", "]))
def test_lists_of_lines_are_joined(value: list[str | int], separator: str) -> None:
    assert joined(FIELDS, "x", value, separator) == separator.join(map(str, value))


@given(st.text())
def test_texts_stay_as_they_are(value: str) -> None:
    assert joined(FIELDS, "x", value) == value


@given(st.lists(st.tuples(st.text() | lines, st.text() | lines), min_size=1))
def test_pairs_become_tests_in_order(pairs: list[tuple[object, object]]) -> None:
    inputs, outputs = zip(*pairs, strict=True)
    tests = paired_tests(Fields({"inputs": list(inputs), "outputs": list(outputs)}, 1))
    for test, (stdin, stdout) in zip(tests, pairs, strict=True):
        wanted = joined(FIELDS, "x", stdin), joined(FIELDS, "x", stdout)
        assert isinstance(test, StdioTest)
        assert (test.stdin, test.stdout) == wanted


def test_integers_of_any_length_are_text() -> None:
    digits = "9" * 5000
    row = {**rows.APPS_STDIN, "input_output": f'{{"inputs": [{digits}], "outputs": ["1"]}}'}
    [test] = form("apps").item(row).problem.tests or []
    assert isinstance(test, StdioTest)
    assert test.stdin == digits
    called = f'{{"inputs": [[{digits}]], "outputs": ["1"], "fn_name": "f"}}'
    with pytest.raises(UnsupportedForm, match="integer too long"):
        form("apps").item({**rows.APPS_STDIN, "input_output": called})
