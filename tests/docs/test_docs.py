"""What the documents name exists, and what they should name is in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import trainer_client
from service import wire
from service.metrics import Metrics
from service.settings import PREFIX, Settings
from service.store.load import Load
from trainer_client.filtering.suspicion import Kind

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_setting_is_described() -> None:
    described = set(re.findall(rf"^\| `({PREFIX}\w+)` \|", text("docs/operations.md"), re.M))
    assert described == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_metric_is_described() -> None:
    described = set(re.findall(r"^\| `(softjudge_\w+)`", text("docs/operations.md"), re.M))
    rendered = Metrics().render(Load()).decode()
    assert described == set(re.findall(r"^# HELP (softjudge_\w+)", rendered, re.M))


@pytest.mark.parametrize("word", [*wire.Verdict, *wire.NoVerdictReason, *wire.Language])
def test_the_words_of_the_wire_are_described(word: str) -> None:
    assert f"`{word}`" in text("docs/api.md")


@pytest.mark.parametrize("flag", wire.Flag)
def test_flags_are_described_and_the_client_knows_them(flag: wire.Flag) -> None:
    assert f"`{flag}`" in text("docs/api.md")
    assert f"| `{flag}` |" in text("docs/security.md")
    assert [*wire.Flag] == [*trainer_client.Flag]


def test_limits_are_described() -> None:
    page = text("docs/api.md")
    assert [name for name in wire.Limits.model_fields if f"`{name}`" not in page] == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_makes_a_test_suspicious_is_described(kind: str) -> None:
    assert f"| `{kind}` |" in text("docs/filtering.md")
