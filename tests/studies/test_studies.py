"""Intervals, pages and plots of studies; that their arms can be trained."""

from __future__ import annotations

import importlib
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies.faulty_tests import filtered, made
from studies.figure import draw
from studies.intervals import interval, paired
from studies.page import page
from studies.running import KINDS, Outcome
from studies.study import Study
from tests.service.stack import Stack
from trainer_client.config import load_as

PLAIN = ("sources", "wrong_answers", "soft_or_hard", "nll")


def studies() -> list[Study]:
    clipping = importlib.import_module("studies.clipping")
    faulty = importlib.import_module("studies.faulty_tests")
    return [
        *(importlib.import_module(f"studies.{name}").STUDY for name in PLAIN),
        clipping.study(clipping.LOSSES, clipping.HERE / clipping.LISTS),
        faulty.study(0.5, {name: Path(f"{name}.jsonl") for name in faulty.FILES}),
    ]


@pytest.mark.parametrize("study", studies(), ids=lambda study: study.name)
def test_every_arm_is_a_run(study: Study) -> None:
    configs = [load_as(KINDS[study.command], study.recipe_path, arm.settings) for arm in study.arms]
    assert all(one != other for one in configs for other in configs if one is not other)
    labels = {arm.label for arm in study.arms}
    assert {label for claim in study.claims for label in (claim.better, claim.worse)} <= labels


def test_a_study_of_some_arms_claims_what_they_can_show() -> None:
    (study,) = (each for each in studies() if each.name == "sources")
    some = study.restricted(["top 1", "all 4"])
    assert [arm.label for arm in some.arms] == ["top 1", "all 4"]
    assert [(claim.better, claim.worse) for claim in some.claims] == [("top 1", "all 4")]


def test_an_interval_of_three_seeds() -> None:
    found = interval([0.1, 0.2, 0.3])
    half = 4.303 * 0.1 / math.sqrt(3)
    assert (found.mean, found.low, found.high) == pytest.approx((0.2, 0.2 - half, 0.2 + half))


def test_an_interval_of_many_seeds() -> None:
    found = interval([0.0, 1.0] * 15 + [0.5])  # 30 degrees of freedom
    deviation = math.sqrt(30 * 0.25 / 30)
    assert found.high - found.mean == pytest.approx(2.0423 * deviation / math.sqrt(31), rel=1e-3)


@pytest.mark.parametrize(
    ("better", "worse", "verdict"),
    [
        ([0.5, 0.6, 0.7], [0.3, 0.41, 0.49], "confirmed"),
        ([0.3, 0.41, 0.49], [0.5, 0.6, 0.7], "contradicted"),
        ([0.5, 0.6, 0.7], [0.6, 0.5, 0.7], "not seen"),
        ([0.9], [0.1], "not seen"),
    ],
)
def test_a_verdict_is_of_differences_by_seed(
    better: list[float], worse: list[float], verdict: str
) -> None:
    assert paired(better, worse).verdict == verdict


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_a_mean_is_within_its_interval(values: list[float]) -> None:
    found = interval(values)
    assert found.low <= found.mean <= found.high


def test_a_page_says_what_came_out(tmp_path: Path) -> None:
    (study,) = (each for each in studies() if each.name == "soft_or_hard")
    outcomes = {
        "soft": Outcome((0.2, 0.2, 0.2), (0.5, 0.6, 0.7)),
        "hard": Outcome((0.2, 0.2, 0.2), (0.3, 0.41, 0.49)),
    }
    text = page(study, (1, 2, 3), outcomes, "python -m studies.soft_or_hard")
    assert "| soft above hard | +0.200 | +0.175 to +0.225 | **confirmed** |" in text
    assert "| soft | 0.200 | 0.500, 0.600, 0.700 | 0.600 |" in text
    assert "    python -m studies.soft_or_hard\n" in text
    draw(study, outcomes, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_the_filter_finds_the_problems_that_were_made_faulty(shared_stack: Stack) -> None:
    clean, faulty = made(0.0)[:40], made(0.5)[:40]
    left = filtered(faulty, shared_stack.url)
    untouched = [
        row["id"]
        for row, before in zip(faulty, clean, strict=True)
        if row["problem"] == before["problem"]
    ]
    assert [row["id"] for row in left] == untouched
    assert 10 < len(left) < 30
