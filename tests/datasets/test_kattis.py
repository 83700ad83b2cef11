"""Kattis packages written here: the validator's flags, formats, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.datasets.judging import Judge
from tests.datasets.trees import archive, directory
from trainer_client import Compare, Group, Problem
from trainer_client.datasets import MalformedRow, UnreadableFile, UnsupportedForm, form
from trainer_client.datasets.kattis.flags import SWITCHES, TOLERANCES, BadFlags, comparison
from trainer_client.datasets.kattis.sources import language_by_name

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

tolerances = st.floats(min_value=0, max_value=1e9)


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
            "data/test_group.yaml": "output_validator_args: [case_sensitive]\n",
        }
    )
    [item] = form("kattis").load(directory(tmp_path, files))
    stated = item.problem.limits.model_dump(exclude_none=True)
    assert stated == {"cpu_s": 1.5, "memory_mb": 256, "output_kb": 2048}


CUSTOM = {
    "problem.yaml": "validation: custom\nvalidator_flags: at_most 3\n",
    "output_validators/check/check.cpp": '#include "own.h"\nint main() { return 42; }\n',
    "output_validators/check/own.h": "#pragma once\n",
    "output_validators/check/helper.py": "x = 1\n",
}
NEWER = "problem_format_version: 2025-09\n"


def read(tmp_path: Path, changes: dict[str, str]) -> Problem:
    [item] = form("kattis").load(directory(tmp_path, package(changes)))
    return item.problem


def test_the_default_validator_is_a_comparison(tmp_path: Path) -> None:
    flags = "float_tolerance 1e-6 space_change_sensitive"
    compare = read(tmp_path, {"problem.yaml": f"validator_flags: {flags}\n"}).compare
    assert compare == Compare(
        mode="kattis",
        space_change_sensitive=True,
        float_absolute_tolerance=1e-6,
        float_relative_tolerance=1e-6,
    )


def test_validators_of_the_package_are_checkers(tmp_path: Path) -> None:
    checker = read(tmp_path, CUSTOM).checker
    assert checker is not None
    assert (checker.protocol, checker.language, checker.args) == ("kattis", "cpp", ["at_most", "3"])
    assert checker.files == {"own.h": "#pragma once\n"}


INTERACTIVE = [
    {**CUSTOM, "problem.yaml": "validation: custom interactive\n"},
    {"problem.yaml": f"{NEWER}type: interactive\n", "output_validator/it.py": "print(1)"},
    {"problem.yaml": f"{NEWER}type: [pass-fail, interactive]\n", "output_validator/it.py": "1"},
]


@pytest.mark.parametrize("changes", INTERACTIVE)
def test_interactive_ones_are_interactors(tmp_path: Path, changes: dict[str, str]) -> None:
    problem = read(tmp_path, changes)
    assert problem.interactor is not None
    assert problem.checker is None


def test_legacy_packages_state_their_time_beside(tmp_path: Path) -> None:
    assert read(tmp_path, {".timelimit": "3\n"}).limits.cpu_s == 3


REFUSED = [
    ({"problem.yaml": "validation: custom\n"}, "of 0 programs"),
    ({"problem.yaml": f"{NEWER}type: multi-pass\n"}, "multi-pass"),
    ({"problem.yaml": "validation: sloppy\n"}, "sloppy"),
    ({"data/secret/testdata.yaml": "output_validator_flags: a\n",
      "data/sample/testdata.yaml": "output_validator_flags: b\n"}, "differ"),
    ({"data/secret/1.yaml": "args: [a]\n"}, "arguments of their own"),
    ({"data/secret/1.files/a.txt": "a"}, "files"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "reason"), REFUSED)
def test_what_the_service_has_no_form_for(
    tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(UnsupportedForm, match=reason):
        list(form("kattis").load(directory(tmp_path, package(changes))))


# --- scoring ------------------------------------------------------------------------------

LEGACY = {
    "problem.yaml": "type: scoring\n",
    "data/testdata.yaml": "grader_flags: ignore_sample\n",
    "data/secret/testdata.yaml": "on_reject: continue\ngrader_flags: accept_if_any_accepted\n",
    "data/secret/a/testdata.yaml": "grader_flags: min\naccept_score: 30\n",
    "data/secret/b/testdata.yaml": "grader_flags: always_accept sum\naccept_score: 10\n",
    **{f"data/secret/{name}.{end}": "1" for name in ("a/1", "a/2", "b/1", "b/2")
       for end in ("in", "ans")},
}  # fmt: skip
SAMPLE = {"sample": Group(score=0)}


def scored(tmp_path: Path, changes: dict[str, str]) -> Problem:
    """Without the secret pairs that every package here has."""
    own = {name: text for name, text in PACKAGE.items() if "secret" not in name}
    [item] = form("kattis").load(directory(tmp_path, {**own, **changes}))
    return item.problem


def test_groups_of_the_legacy_format(tmp_path: Path) -> None:
    problem = scored(tmp_path, LEGACY)
    assert problem.groups == {
        **SAMPLE,
        "secret/a": Group(score=30, rule="min"),
        "secret/b": Group(score=20, rule="sum"),
    }
    assert [(test.name, test.group) for test in problem.tests or ()][:2] == [
        ("sample/1", "sample"),
        ("secret/a/1", "secret/a"),
    ]


def test_where_all_of_it_must_be_accepted(tmp_path: Path) -> None:
    problem = scored(tmp_path, {**LEGACY, "data/secret/testdata.yaml": ""})
    assert problem.groups == {**SAMPLE, "secret": Group(score=50, rule="min")}
    assert {test.group for test in problem.tests or ()} == {"sample", "secret"}


GROUPS = {
    "problem.yaml": f"{NEWER}type: scoring\n",
    "data/secret/a/test_group.yaml": "max_score: 30\n",
    "data/secret/b/test_group.yaml": "max_score: 70\nscore_aggregation: sum\n",
    **{name: text for name, text in LEGACY.items() if name.endswith((".in", ".ans"))},
}


def test_groups_of_the_newer_format(tmp_path: Path) -> None:
    assert scored(tmp_path, GROUPS).groups == {
        **SAMPLE,
        "secret/a": Group(score=30, rule="min"),
        "secret/b": Group(score=70, rule="sum"),
    }


def test_without_groups_every_test_scores_the_same(tmp_path: Path) -> None:
    changes = {name: text for name, text in GROUPS.items() if "test_group" not in name}
    assert scored(tmp_path, changes).groups == {**SAMPLE, "secret": Group(score=100, rule="sum")}
    changes["data/secret/test_group.yaml"] = "score_aggregation: pass-fail\nmax_score: 5\n"
    assert scored(tmp_path, changes).groups == {**SAMPLE, "secret": Group(score=5, rule="min")}


def test_points_are_out_of_what_a_test_can_score(tmp_path: Path) -> None:
    own = {"output_validator/v.py": "open('score.txt', 'w')"}
    same = {"data/secret/a/test_group.yaml": "max_score: 30\nscore_aggregation: min\n",
            "data/secret/b/test_group.yaml": "max_score: 60\nscore_aggregation: sum\n"}  # fmt: skip
    checker = scored(tmp_path / "one", {**GROUPS, **same, **own}).checker
    assert checker is not None
    assert checker.full_score == 30
    with pytest.raises(UnsupportedForm, match="maxima that differ"):
        scored(tmp_path / "two", {**GROUPS, **own})
    legacy = {
        **{name: text for name, text in CUSTOM.items() if name != "problem.yaml"},
        "problem.yaml": "type: scoring\nvalidation: custom score\n",
        "data/secret/a/testdata.yaml": "grader_flags: min\nrange: 0 25\n",
        "data/secret/b/testdata.yaml": "grader_flags: min\nrange: 0 25\n",
    }
    problem = scored(tmp_path / "three", {**LEGACY, **legacy})
    assert problem.groups["secret/b"] == Group(score=25, rule="min")
    assert problem.checker is not None
    assert problem.checker.full_score == 25


NOT_GROUPS = [
    (GROUPS, {"data/secret/a/test_group.yaml": ""}, "without a bound"),
    (GROUPS, {"data/secret/a/test_group.yaml": "max_score: unbounded\n"}, "without a bound"),
    (GROUPS, {"data/secret/b/test_group.yaml": "max_score: 1\nrequire_pass: secret/a\n"},
     "depend on others"),
    (GROUPS, {"data/secret/test_group.yaml": "score_aggregation: min\n"}, "several groups"),
    (GROUPS, {"data/secret/a/test_group.yaml": "max_score: 0\n",
              "data/secret/b/test_group.yaml": "max_score: 0\n"}, "without any score"),
    (LEGACY, {"data/secret/a/testdata.yaml": "grading: custom\n"}, "graders"),
    (LEGACY, {"data/secret/a/testdata.yaml": "reject_score: 1\n"}, "rejected"),
    (LEGACY, {"data/secret/a/testdata.yaml": "grader_flags: max always_accept\n"}, "best test"),
    (LEGACY, {"data/secret/testdata.yaml": "grader_flags: max\n"}, "not added"),
    (LEGACY, {"problem.yaml": "type: scoring\ngrading: {objective: min}\n"}, "objective min"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "changes", "reason"), NOT_GROUPS)
def test_scores_that_groups_cannot_say(
    tmp_path: Path, base: dict[str, str], changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(UnsupportedForm, match=reason):
        scored(tmp_path, {**base, **changes})


def test_a_group_counts_as_its_authors_meant(tmp_path: Path, judge: Judge) -> None:
    """Half of the tests of a group that is all or nothing, and of one that is not."""
    pairs = {f"data/secret/{group}/{n}.{end}": str(n) for group in "ab" for n in (1, 2)
             for end in ("in", "ans")}  # fmt: skip
    [item] = form("kattis").load(directory(tmp_path, {**GROUPS, **pairs}))
    assert judge.result(item, "n = int(input())\nprint(1)").reward == pytest.approx(0.35)
    assert judge.result(item, "print(input())").reward == 1


# --- the rest -----------------------------------------------------------------------------


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


@given(st.booleans(), st.booleans(), st.none() | tolerances, st.none() | tolerances)
def test_flags_become_options(
    case: bool, space: bool, absolute: float | None, relative: float | None
) -> None:
    words = ["case_sensitive"] * case + ["space_change_sensitive"] * space
    words += [] if absolute is None else ["float_absolute_tolerance", repr(absolute)]
    words += [] if relative is None else ["float_relative_tolerance", repr(relative)]
    assert comparison(words) == Compare(
        mode="kattis",
        case_sensitive=case,
        space_change_sensitive=space,
        float_absolute_tolerance=absolute,
        float_relative_tolerance=relative,
    )


@given(st.lists(st.sampled_from((*SWITCHES, *TOLERANCES)) | st.text() | tolerances.map(repr)))
def test_flags_are_read_or_refused(words: list[str]) -> None:
    try:
        compare = comparison(words)
    except BadFlags:
        return
    assert compare.case_sensitive == ("case_sensitive" in words)


def test_languages_by_suffix() -> None:
    names = ("a.cc", "b/c.C", "d.c", "e.py", "a.kt", "a.hx", "Makefile")
    assert [*map(language_by_name, names)] == ["cpp", "cpp", "c", "python", "kotlin", None, None]
