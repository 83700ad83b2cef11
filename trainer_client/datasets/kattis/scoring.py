"""Test data groups of scoring problems, as groups of the service.

    legacy             testdata.yaml: the default grader's flags and scores
    2025-09            test_group.yaml: score_aggregation and max_score

A group is all or nothing (`min`) or gives a share (`sum`). Samples score nothing of their own. What
these cannot say is UnsupportedForm: custom graders, minimization, best-of groups, groups that
depend on others, unbounded scores, and points out of a maximum that differs between groups.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from trainer_client.datasets.errors import UnsupportedForm
from trainer_client.datasets.kattis.settings import Settings
from trainer_client.types import Group

SECRET = "data/secret"
_MODES = ("sum", "avg", "min", "max")
_ANY = {"accept_if_any_accepted", "always_accept"}  # what makes a group give a share


@dataclass(frozen=True, slots=True)
class Scores:
    """groups: by their directories below `data`. points: what a validator's points for one test
    are out of; None where groups differ in it."""

    groups: dict[str, Group]
    points: float | None

    def group_of(self, test: str) -> str | None:
        """The group of a test, which is named by its path below `data`."""
        folders = [str(each) for each in PurePosixPath(test).parents]
        return next((each for each in folders if each in self.groups), None)


def scores(settings: Settings, tests: list[str]) -> Scores:
    """Of a scoring problem with these tests."""
    folders = Counter(f"data/{PurePosixPath(name).parent}" for name in tests)
    read = _legacy if settings.legacy else _newer
    groups: dict[str, Group] = {}
    points = set()
    for folder, group, most in read(settings, folders):
        groups[folder.removeprefix("data/")] = group
        points.add(most)
    if any(name.startswith("data/sample") for name in folders):
        groups.setdefault("sample", Group(score=0))
    if not any(group.score for group in groups.values()):
        raise _unsupported(settings, "groups without any score")
    return Scores(groups, points.pop() if len(points) == 1 else None)


_Read = Iterator[tuple[str, Group, float]]  # directory, group, maximum of one test


# --- the newer format -------------------------------------------------------------------


def _newer(settings: Settings, folders: Counter[str]) -> _Read:
    own = [name for name in settings.groups if name.startswith(f"{SECRET}/")]
    whole = _bounded(settings, SECRET, 100)
    rule = _aggregation(settings, SECRET, "sum")
    if rule == "min" and own and _named(settings, SECRET) == "min":
        raise _unsupported(settings, "the smallest score of several groups")
    if not own or rule == "min":
        yield _group(SECRET, whole, rule, _count(folders, SECRET))
        return
    for name in own:
        if settings.groups[name].has("require_pass"):
            raise _unsupported(settings, "groups that depend on others")
        score = _bounded(settings, name, None)
        rule = _aggregation(settings, name, "pass-fail")
        yield _group(name, score, rule, _count(folders, name))


def _named(settings: Settings, name: str) -> str:
    config = settings.groups.get(name)
    return "" if config is None else config.text("score_aggregation", "")


def _aggregation(settings: Settings, name: str, default: str) -> Literal["min", "sum"]:
    return "sum" if (_named(settings, name) or default) == "sum" else "min"


def _bounded(settings: Settings, name: str, default: float | None) -> float:
    config = settings.groups.get(name)
    if config is None or not config.has("max_score"):
        if default is None:
            raise _unsupported(settings, f"scores without a bound ({name})")
        return default
    if config.value("max_score") == "unbounded":
        raise _unsupported(settings, f"scores without a bound ({name})")
    return config.number_of("max_score")


# --- the legacy format ------------------------------------------------------------------


def _legacy(settings: Settings, folders: Counter[str]) -> _Read:
    if settings.problem.has("grading"):
        objective = settings.problem.object("grading").text("objective", "max")
        if objective != "max":
            raise _unsupported(settings, f"the objective {objective}")
    secret = [
        _graded(settings, name, count)
        for name, count in sorted(folders.items())
        if name.startswith(SECRET)
    ]
    inner = {parent for name, *_ in secret for parent in _above(name)} - {"data"}
    inner -= {name for name, *_ in secret}
    if any(_mode(settings, name) != "sum" for name in inner):
        raise _unsupported(settings, "scores of groups that are not added")
    if all(_ANY & _flags(settings, name) for name in inner):
        yield from secret
    else:  # all of it must be accepted
        total = math.fsum(group.score for _, group, _ in secret)
        yield _group(SECRET, total, "min", _count(folders, SECRET))


def _graded(settings: Settings, name: str, count: int) -> tuple[str, Group, float]:
    """A directory of tests, as the default grader has it."""
    if _text(settings, name, "grading", "default") != "default":
        raise _unsupported(settings, "graders of the package")
    accept = _number(settings, name, "accept_score", 1)
    if _number(settings, name, "reject_score", 0):
        raise _unsupported(settings, "scores of what is rejected")
    mode, some = _mode(settings, name), bool(_ANY & _flags(settings, name))
    if mode == "max" and some:
        raise _unsupported(settings, "groups that count their best test")
    if settings.gives_points:
        if mode == "max" or (mode != "min" and not some):
            raise _unsupported(settings, "points that count where all tests are accepted")
        accept = _range(settings, name) / (count if mode == "sum" else 1)
    score = accept * count if mode == "sum" else accept
    rule: Literal["min", "sum"] = "sum" if some and mode in ("sum", "avg") else "min"
    return name, Group(score=score, rule=rule), accept


def _range(settings: Settings, name: str) -> float:
    """The upper end of a group's scores."""
    words = _text(settings, name, "range", "-inf +inf").split()
    try:
        high = float(words[-1])
    except (ValueError, IndexError):
        high = math.nan
    if not 0 <= high < math.inf:
        raise _unsupported(settings, f"scores without a bound ({name})")
    return high


def _mode(settings: Settings, name: str) -> str:
    words = _text(settings, name, "grader_flags", "").split()
    return next((word for word in reversed(words) if word in _MODES), "sum")


def _flags(settings: Settings, name: str) -> set[str]:
    return set(_text(settings, name, "grader_flags", "").split())


def _text(settings: Settings, name: str, key: str, default: str) -> str:
    for each in (name, *_above(name)):
        config = settings.groups.get(each)
        if config is not None and config.has(key):
            return str(config.value(key))
    return default


def _number(settings: Settings, name: str, key: str, default: float) -> float:
    text = _text(settings, name, key, str(default))
    try:
        return float(text)
    except ValueError as error:
        raise settings.folder.fields.malformed(f"files[{name}]", f"{key} is no number") from error


# --- both -------------------------------------------------------------------------------


def _above(name: str) -> list[str]:
    return [str(each) for each in PurePosixPath(name).parents][:-1]


def _count(folders: Counter[str], top: str) -> int:
    return sum(n for name, n in folders.items() if name == top or name.startswith(f"{top}/"))


def _group(
    name: str, score: float, rule: Literal["min", "sum"], count: int
) -> tuple[str, Group, float]:
    return name, Group(score=score, rule=rule), score / count if rule == "sum" else score


def _unsupported(settings: Settings, what: str) -> UnsupportedForm:
    return settings.problem.unsupported("type", what)
