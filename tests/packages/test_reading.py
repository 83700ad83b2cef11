"""What packages say, without judging anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from softjudge.packages.contents import Package, packages
from softjudge.packages.errors import BrokenPackage, Unsupported
from softjudge.packages.languages import language_of
from softjudge.packages.problem import Bounds, read
from softjudge.packages.submissions import Label, labelled, read_labels, submissions
from tests.datasets.trees import directory
from tests.packages.example import GUESS, PARTS, SUM

BOUNDS = Bounds({"": 10.0, "c": 4.0}, 2048)


def package(files: dict[str, str], changes: dict[str, str] | None = None) -> Package:
    return Package(
        "it", {name: text.encode() for name, text in {**files, **(changes or {})}.items()}
    )


def test_the_default_validator_is_a_comparison() -> None:
    statement = read(package(SUM, {"problem.yaml": "validator_flags: float_tolerance 1e-6\n"}))
    assert statement.compare.mode == "kattis"
    assert statement.compare.float_absolute_tolerance == 1e-6
    assert (statement.checker, statement.interactor, statement.cpu_s) == (None, None, 1.0)
    assert [test.name for test in statement.tests] == [
        "sample/1",
        "secret/1-small",
        "secret/2-large",
    ]


def test_a_validator_of_its_own_is_a_checker() -> None:
    statement = read(package(PARTS))
    assert statement.checker is not None
    assert (statement.checker.language, statement.checker.args) == ("cpp", ["at_most", "3"])
    assert list(statement.checker.files) == ["reading.h"]
    assert read(package(GUESS)).interactor is not None


def test_limits_are_the_packages_or_the_callers() -> None:
    guess, parts = read(package(GUESS)), read(package(SUM, {".timelimit": "3"}))
    assert guess.problem("c", BOUNDS, guess.tests).limits.memory_mb == 512
    assert parts.problem("c", BOUNDS, parts.tests).limits.cpu_s == 3
    silent = read(package({name: text for name, text in SUM.items() if name != ".timelimit"}))
    assert silent.problem("c", BOUNDS, silent.tests).limits.cpu_s == 4
    limits = silent.problem("java", BOUNDS, silent.tests).limits
    assert (limits.cpu_s, limits.memory_mb) == (10, 2048)


UNSUPPORTED = [
    ({"problem.yaml": "type: scoring\n"}, "scoring"),
    ({"problem.yaml": "validation: custom score\n"}, "score"),
    ({"problem.yaml": "validation: custom\n"}, "of 0 programs"),
    ({"data/a/testdata.yaml": "output_validator_flags: a\n",
      "data/b/testdata.yaml": "output_validator_flags: b\n"}, "differ"),
]  # fmt: skip
BROKEN = [
    ({"problem.yaml": "a: ["}, "no YAML"),
    ({"problem.yaml": "- 1"}, "no mapping"),
    ({"problem.yaml": "validator_flags: sloppy\n"}, "sloppy"),
    ({".timelimit": "soon"}, "soon"),
    ({"data/secret/alone.in": "1"}, "alone.ans"),
]


@pytest.mark.parametrize(("changes", "words"), UNSUPPORTED)
def test_what_softjudge_has_not(changes: dict[str, str], words: str) -> None:
    with pytest.raises(Unsupported, match=words):
        read(package(SUM, changes))


@pytest.mark.parametrize(("changes", "words"), BROKEN)
def test_what_is_not_as_the_format_wants_it(changes: dict[str, str], words: str) -> None:
    with pytest.raises(BrokenPackage, match=words):
        read(package(SUM, changes))


def test_a_package_needs_data() -> None:
    with pytest.raises(BrokenPackage, match="no test data"):
        read(package({"problem.yaml": ""}))
    with pytest.raises(BrokenPackage, match="UTF-8"):
        read(Package("it", {**package(SUM).files, "data/sample/1.in": b"\xff"}))


def test_an_overlay_gives_what_is_absent(tmp_path: Path) -> None:
    directory(tmp_path / "one" / "it", {"problem.yaml": "name: a\n", "data/secret/1.in": "1"})
    directory(tmp_path / "two" / "it", {"problem.yaml": "name: b\n", "extra": "2"})
    [found] = packages(tmp_path / "one", tmp_path / "two")
    assert found.files == {"problem.yaml": b"name: a\n", "data/secret/1.in": b"1", "extra": b"2"}
    with pytest.raises(BrokenPackage):
        list(packages(tmp_path / "one" / "it" / "data"))


def test_submissions_are_found_by_folder() -> None:
    found = [(each.path.rpartition("/")[2], each.expected) for each in submissions(package(GUESS))]
    assert found == [
        ("halves.py", "AC"),
        ("counts.py", "WA"),
        ("silent.py", "WA"),
        ("thinks.py", "TLE"),
        ("crashes.py", "RTE"),
    ]


def test_labels_must_fit(tmp_path: Path) -> None:
    file = tmp_path / "labels"
    file.write_text('{"problem": "it"}\n')
    with pytest.raises(BrokenPackage, match="path"):
        read_labels(file)
    missing = [Label("it", "submissions/accepted/no.py", "AC", "", "")]
    with pytest.raises(BrokenPackage, match="missing"):
        list(labelled(package(SUM), missing))
    another = [Label("it", "submissions/accepted/right.py", "AC", "", "0" * 64)]
    with pytest.raises(BrokenPackage, match="not the file of the label"):
        list(labelled(package(SUM), another))
    assert list(labelled(package(SUM), [Label("other", "x", "AC", "", "")])) == []


def test_languages_by_suffix() -> None:
    assert [language_of(name) for name in ("a.cc", "b/c.C", "d.c", "e.py")] == [
        "cpp",
        "cpp",
        "c",
        "python",
    ]
    for name in ("a.hx", "Makefile"):
        with pytest.raises(Unsupported):
            language_of(name)
