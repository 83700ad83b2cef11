"""Exercises written here, in the shape that exercism/python has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.datasets.judging import Judge
from tests.datasets.trees import archive, directory
from trainer_client.datasets import MalformedRow, UnreadableFile, UnsupportedForm, form

CONFIG = {
    "authors": ["somebody"],
    "files": {
        "solution": ["two_fer.py"],
        "test": ["two_fer_test.py"],
        "example": [".meta/example.py"],
    },
    "blurb": "One for you.",
}
FILES = {
    ".docs/instructions.md": "# Instructions\n\nSay who gets one.\n",
    ".docs/introduction.md": "# Introduction\n\nCookies.\n",
    ".meta/config.json": json.dumps(CONFIG),
    ".meta/example.py": "def two_fer(name='you'):\n    return f'One for {name}, one for me.'\n",
    ".meta/tests.toml": "",
    "two_fer.py": "def two_fer(name):\n    pass\n",
    "two_fer_test.py": "import unittest\nfrom two_fer import two_fer\nfrom helper import WANT\n\n"
    "class TwoFerTest(unittest.TestCase):\n    def test_none(self):\n"
    "        self.assertEqual(two_fer(), WANT)\n\n    def test_name(self):\n"
    "        self.assertEqual(two_fer('Do'), 'One for Do, one for me.')\n",
    "helper.py": "WANT = 'One for you, one for me.'\n",  # which configurations leave out
}
SHARED_TEST = (
    "from clock import Clock\n\nclass Late(Clock): pass\n\n"
    "def test_add(): assert (Late(1) + 2).hour == 3\n"
)


def test_an_exercise_is_a_problem(tmp_path: Path, judge: Judge) -> None:
    [item] = form("exercism").load(directory(tmp_path / "two-fer", FILES))
    assert (item.id, item.problem.isolation) == ("two-fer", "separate")
    assert item.prompt.index("Cookies.") < item.prompt.index("Say who gets one.")
    assert "def two_fer(name):" in item.prompt
    assert item.references == (FILES[".meta/example.py"],)
    assert judge.verdicts(item, item.references[0]) == ["passed", "passed"]
    assert judge.verdicts(item, "def two_fer(name='you'): return name") == ["wrong_answer"] * 2


def test_an_archive_of_exercises(tmp_path: Path, judge: Judge) -> None:
    clock = {
        ".meta/config.json": json.dumps(
            {"files": {"solution": ["clock.py"], "test": ["clock_test.py"]}}
        ),
        "clock_test.py": SHARED_TEST,
    }
    sets = {"concept/two-fer": FILES, "practice/clock": clock}
    files = {
        f"exercises/{top}/{name}": text for top, one in sets.items() for name, text in one.items()
    }
    items = list(form("exercism").load(archive(tmp_path / "python.tar.gz", files)))
    assert [(each.id, each.problem.isolation) for each in items] == [
        ("two-fer", "separate"),
        ("clock", "shared"),
    ]
    assert items[1].references == ()
    answer = "class Clock:\n    def __init__(self, hour): self.hour = hour\n"
    answer += "    def __add__(self, hours): return Clock(self.hour + hours)\n"
    assert judge.verdicts(items[1], answer) == ["passed"]


BROKEN = [
    ({".meta/config.json": "{"}, MalformedRow, "files[.meta/config.json]"),
    ({".meta/config.json": "{}"}, MalformedRow, "files[.meta/config.json].files"),
    ({".meta/config.json": '{"files": {"solution": ["a.py"], "test": ["b.py"]}}'}, MalformedRow,
     "files[b.py]"),
    ({".meta/config.json": '{"files": {"solution": ["a.py", "b.py"], "test": []}}'},
     UnsupportedForm, "files[.meta/config.json].files.solution"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "error", "field"), BROKEN)
def test_broken_exercises(
    tmp_path: Path, changes: dict[str, str], error: type[MalformedRow], field: str
) -> None:
    with pytest.raises(error) as caught:
        list(form("exercism").load(directory(tmp_path, {**FILES, **changes})))
    assert caught.value.field == field


def test_a_folder_without_exercises(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"holds no \.meta/config\.json"):
        list(form("exercism").load(tmp_path))
