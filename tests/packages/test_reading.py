"""What packages say, without judging anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from softjudge.packages.bounds import Bounds
from softjudge.packages.contents import Package, packages
from softjudge.packages.errors import BrokenPackage
from softjudge.packages.submissions import Label, labelled, read_labels, submissions
from tests.datasets.trees import directory
from tests.packages.example import GUESS, SUM
from trainer_client import Limits, Problem, StdioTest
from trainer_client.types import Test

BOUNDS = Bounds({"": 10.0, "c": 4.0}, 2048)


def package(files: dict[str, str], changes: dict[str, str] | None = None) -> Package:
    return Package(
        "it", {name: text.encode() for name, text in {**files, **(changes or {})}.items()}
    )


def test_limits_are_the_packages_or_the_callers() -> None:
    tests: list[Test] = [StdioTest(stdout="1")]
    silent = Problem(language="python", tests=tests)
    limits = BOUNDS.problem(silent, "c", tests).limits
    assert (limits.cpu_s, limits.wall_s, limits.memory_mb) == (4, 17, 2048)
    assert BOUNDS.problem(silent, "java", tests).limits.cpu_s == 10
    stated = silent.model_copy(update={"limits": Limits(cpu_s=3, memory_mb=512, output_kb=9)})
    made = BOUNDS.problem(stated, "c", tests)
    limits = made.limits
    assert (made.language, limits.cpu_s, limits.memory_mb, limits.output_kb) == ("c", 3, 512, 9)


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
