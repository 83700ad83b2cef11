"""The command line of every study."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from studies.figure import draw
from studies.page import page
from studies.running import run
from studies.study import Study

SEEDS = (1, 2, 3)
PAGES = Path("docs", "studies")


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that all studies have."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawTextHelpFormatter
    )
    made.add_argument("--seeds", nargs="+", type=int, default=SEEDS)
    made.add_argument("--arms", nargs="+", help="some of the arms, by their labels")
    made.add_argument("--out", type=Path, default=Path("runs", "studies"), help="for the runs")
    made.add_argument("--pages", type=Path, default=PAGES, help="for page and plot")
    made.add_argument("--set", nargs="*", default=[], help="for all arms, as of `softjudge train`")
    return made


def carry_out(study: Study, told: argparse.Namespace) -> None:
    """Runs a study, and writes its page and its plot."""
    if told.arms:
        study = study.restricted(told.arms)
    outcomes = run(study, told.seeds, told.out / study.name, told.set)
    told.pages.mkdir(parents=True, exist_ok=True)
    text = page(study, told.seeds, outcomes, _command(study, sys.argv[1:]))
    (told.pages / f"{study.name}.md").write_text(text, encoding="utf-8")
    draw(study, outcomes, told.pages / f"{study.name}.png")
    print(text)


def main(study: Study) -> None:
    """A study without options of its own."""
    carry_out(study, parser(study.title).parse_args())


def _command(study: Study, arguments: Sequence[str]) -> str:
    return shlex.join(["python", "-m", f"studies.{study.name}", *arguments])
