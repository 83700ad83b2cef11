"""Kattis packages written here: the validator's flags, formats, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.datasets.judging import Judge
from tests.datasets.trees import archive, directory
from trainer_client.datasets import MalformedRow, UnreadableFile, UnsupportedForm, form
from trainer_client.datasets.kattis.flags import TOLERANCES, BadFlags, Flags, parse_flags

PACKAGE = {
    "problem.yaml": "name: Double\nvalidator_flags: case_sensitive\nlimits:\n  memory: 512\n",
    "problem_statement/problem.en.tex": "\\problemname{Double}\n",
    "data/sample/1.in": "2\n",
    "data/sample/1.ans": "4\n",
    "data/secret/02-big.in": "9\n",
    "data/secret/02-big.ans": "18\n",
    "data/secret/group/1.in": "0\n",
    "data/secret/group/1.ans": "zero\n",
    "data/secret/group/1.desc": "the odd one",
    "submissions/accepted/double.py": "n = int(input())\nprint(2 * n or 'zero')\n",
    "submissions/accepted/double.cc": "int main(){}",
    "submissions/wrong_answer/same.py": "print(input())",
}

finite = st.floats(allow_nan=False, allow_infinity=False)


def package(changes: dict[str, str]) -> dict[str, str]:
    return {**PACKAGE, **changes}


def test_a_package_is_a_problem(tmp_path: Path, judge: Judge) -> None:
    [item] = form("kattis").load(directory(tmp_path / "double", PACKAGE))
    tests = item.problem.tests or []
    assert item.id == "double"
    assert item.prompt == PACKAGE["problem_statement/problem.en.tex"]
    assert [test.name for test in tests] == ["sample/1", "secret/02-big", "secret/group/1"]
    assert item.problem.limits.model_dump(exclude_none=True) == {"memory_mb": 512}
    assert item.references == (PACKAGE["submissions/accepted/double.py"],)
    assert judge.passes(item, item.references[0])
    wrong = judge.verdicts(item, PACKAGE["submissions/wrong_answer/same.py"])
    assert wrong == ["wrong_answer"] * 3


@pytest.mark.parametrize("prefix", ["", "./"])
def test_an_archive_may_hold_many(tmp_path: Path, prefix: str) -> None:
    files = {f"{prefix}{top}/{name}": text for top in "ab" for name, text in PACKAGE.items()}
    items = list(form("kattis").load(archive(tmp_path / "contest.tar.gz", files)))
    assert [item.id for item in items] == ["a", "b"]
    assert items[0].problem == items[1].problem


def test_the_newer_format_states_more(tmp_path: Path) -> None:
    settings = (
        "problem_format_version: 2023-07-draft\ntype: pass-fail\n"
        "limits: {time_limit: 1.5, memory: 256, output: 2}\n"
    )
    files = package(
        {
            "problem.yaml": settings,
            "data/test_group.yaml": "output_validator_flags: case_sensitive\n",
        }
    )
    [item] = form("kattis").load(directory(tmp_path, files))
    stated = item.problem.limits.model_dump(exclude_none=True)
    assert stated == {"cpu_s": 1.5, "memory_mb": 256, "output_kb": 2048}


FLAGGED = [
    ("case_sensitive space_change_sensitive", "18\n", "exact"),
    ("", "18\n", "tokens"),
    ("space_change_sensitive", "18\n", "exact"),
]


@pytest.mark.parametrize(("flags", "answer", "mode"), FLAGGED)
def test_flags_choose_the_comparison(tmp_path: Path, flags: str, answer: str, mode: str) -> None:
    files = package({"problem.yaml": f"validator_flags: {flags}\n"})
    files["data/secret/group/1.ans"] = answer
    [item] = form("kattis").load(directory(tmp_path, files))
    assert item.problem.compare.mode == mode


REFUSED = [
    ({"problem.yaml": "validation: custom\n"}, "output validators"),
    ({"problem.yaml": "validation: custom interactive\n"}, "output validators"),
    ({"problem.yaml": "type: scoring\n"}, "scoring"),
    ({"problem.yaml": "problem_format_version: 2023-07-draft\ntype: [scoring, interactive]\n"},
     "scoring"),
    ({"problem.yaml": "problem_format_version: 2023-07-draft\n",
      "output_validator/validate.py": "1"}, "output validators"),
    ({"problem.yaml": "validator_flags: float_tolerance 1e-6\n"}, "tolerance"),
    ({"problem.yaml": ""}, "upper or lower case"),
    ({"data/secret/testdata.yaml": "output_validator_flags: a\n",
      "data/sample/testdata.yaml": "output_validator_flags: b\n"}, "differ"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "reason"), REFUSED)
def test_what_the_service_has_no_form_for(
    tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(UnsupportedForm, match=reason):
        list(form("kattis").load(directory(tmp_path, package(changes))))


def test_data_that_is_no_text_is_unsupported(tmp_path: Path) -> None:
    root = directory(tmp_path, PACKAGE)
    (root / "data/secret/group/1.in").write_bytes(b"\xff\xfe")
    with pytest.raises(UnsupportedForm, match="UTF-8"):
        list(form("kattis").load(root))


BROKEN = [
    ({"problem.yaml": "a: ["}, "problem.yaml"),
    ({"problem.yaml": "- 1\n"}, "problem.yaml"),
    ({"problem.yaml": "validator_flags: sloppy\n"}, "validator_flags"),
    ({"problem.yaml": "limits: 3\n"}, "limits"),
    ({"data/secret/lonely.in": "1\n"}, "lonely.ans"),
]


@pytest.mark.parametrize(("changes", "field"), BROKEN)
def test_broken_packages_are_malformed(tmp_path: Path, changes: dict[str, str], field: str) -> None:
    with pytest.raises(MalformedRow) as caught:
        list(form("kattis").load(directory(tmp_path, package(changes))))
    assert field in caught.value.field


def test_files_without_packages_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"no archive")
    for path in (tmp_path / "x.tar.gz", tmp_path):
        with pytest.raises(UnreadableFile):
            list(form("kattis").load(path))


@given(st.booleans(), st.booleans(), st.none() | finite, st.none() | finite)
def test_flags_come_back(
    case: bool, space: bool, absolute: float | None, relative: float | None
) -> None:
    words = ["case_sensitive"] * case + ["space_change_sensitive"] * space
    words += [] if absolute is None else [f"float_absolute_tolerance {absolute!r}"]
    words += [] if relative is None else [f"float_relative_tolerance {relative!r}"]
    assert parse_flags(" ".join(reversed(words))) == Flags(case, space, absolute, relative)


@given(finite)
def test_one_tolerance_may_stand_for_both(value: float) -> None:
    flags = parse_flags(f"float_tolerance {value!r}")
    assert (flags.absolute, flags.relative) == (value, value)


KNOWN = ("case_sensitive", "space_change_sensitive", *TOLERANCES)


@given(st.lists(st.sampled_from(KNOWN) | finite.map(repr) | st.text(), max_size=4))
def test_flags_are_read_or_refused(words: list[str]) -> None:
    text = " ".join(words)
    try:
        flags = parse_flags(text)
    except BadFlags:
        return
    assert flags.case_sensitive == ("case_sensitive" in text.split())
    assert (flags == Flags()) == (text.split() == [])
