r"""How often the math reward takes right answers for right, and wrong ones for wrong.

    python -m benchmarks.math_rewritings [--data ../shared/data/math] [--failures]
    python -m benchmarks.math_rewritings --sets math-train --every 15

Gold answers of sets of problems (AIME 2024, AIME 2025 and MATH-500 unless given): against
themselves, against up to ten rewritings each (the first ten of `math_forms.REWRITINGS` that
apply) and against wrong answers: `math_forms.WRONG` and golds of other problems. Every answer
takes the whole way from completion to verdict but for queue and HTTP. Prints a table; leaves
quietly without the data.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from latex2sympy2_extended import latex2sympy
from rich.console import Console
from rich.table import Table

from benchmarks.math_forms import COMPLETIONS, REWRITINGS, WRONG, Form, itself
from service.math.exchange import Question
from service.math.extraction import TooLarge, answer_of
from service.math.verifier import Verifier

SETS = ("aime24", "aime25", "math500")
MOST_REWRITINGS = 10
SEED = 3


@dataclass
class Tally:
    """Outcomes of one kind of answers: form -> outcome -> count."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def add(self, form: str, outcome: str, expected: str, line: str) -> None:
        self.outcomes.setdefault(form, Counter())[outcome] += 1
        if outcome != expected:
            self.failures.append(f"{form}: {line}: {outcome}")

    def total(self, outcome: str | None = None) -> int:
        counts = self.outcomes.values()
        return sum(each.total() if outcome is None else each[outcome] for each in counts)


@dataclass
class Measured:
    """What came out for one set of problems."""

    name: str
    selves: Tally = field(default_factory=Tally)
    right: Tally = field(default_factory=Tally)
    wrong: Tally = field(default_factory=Tally)

    @property
    def tallies(self) -> tuple[Tally, Tally, Tally]:
        return self.selves, self.right, self.wrong


def outcome_of(verifier: Verifier, gold: str, completion: str) -> str:
    try:
        found = answer_of(completion)
    except TooLarge:
        return "different"
    if found is None:
        return "no_answer"
    return verifier.ask(Question(found.source, found.text, (gold,))).outcome


def completion_of(form: Form, text: str) -> str:
    return text if form in COMPLETIONS else f"\\boxed{{{text}}}"


def rewritings(gold: str) -> Iterator[tuple[str, str]]:
    """Names and completions of the first ten rewritings that apply."""
    count = 0
    for form in REWRITINGS:
        text = form(gold)
        if text is not None and count < MOST_REWRITINGS:
            count += 1
            yield form.__name__, completion_of(form, text)


def wrong_answers(gold: str, golds: list[str], others: int) -> Iterator[tuple[str, str]]:
    for form in WRONG:
        text = form(gold)
        if text is not None:
            yield form.__name__, completion_of(form, text)
    chance = random.Random(f"{SEED} {gold}")
    different = [other for other in golds if not _same(gold, other)]
    for other in chance.sample(different, min(others, len(different))):
        yield "gold_of_another", completion_of(itself, other)


def _same(gold: str, other: str) -> bool:
    if gold.replace(" ", "") == other.replace(" ", ""):
        return True
    one, two = _float(gold), _float(other)
    return one is not None and two is not None and abs(one - two) <= 1e-9 * abs(one)


def _float(gold: str, known: dict[str, float | None] = {}) -> float | None:  # noqa: B006 - a cache
    if gold not in known:
        try:
            known[gold] = float(latex2sympy(gold.replace(r"^\circ", "")))
        except Exception:  # noqa: BLE001 - not a number
            known[gold] = None
    return known[gold]


def read_golds(path: Path, every: int) -> list[str]:
    return [json.loads(line)["answer"] for line in path.read_text().splitlines()[::every]]


def measure(name: str, golds: list[str], others: int, verifier: Verifier) -> Measured:
    found = Measured(name)
    for gold in golds:
        own = outcome_of(verifier, gold, completion_of(itself, gold))
        found.selves.add("itself", own, "equal", gold)
        for form, text in rewritings(gold):
            outcome = outcome_of(verifier, gold, text)
            found.right.add(form, outcome, "equal", f"{gold}  <-  {text}")
        for form, text in wrong_answers(gold, golds, others):
            outcome = outcome_of(verifier, gold, text)
            found.wrong.add(form, outcome, "different", f"{gold}  <-  {text}")
    return found


def main(arguments: argparse.Namespace) -> None:
    console = Console(width=120)
    paths = {name: Path(arguments.data, f"{name}.jsonl") for name in arguments.sets}
    if not all(path.exists() for path in paths.values()):
        console.print(f"skipped: no data in {arguments.data}")
        return
    verifier = Verifier()
    start = time.monotonic()
    measured = [
        measure(name, read_golds(path, arguments.every), arguments.others, verifier)
        for name, path in paths.items()
    ]
    elapsed = time.monotonic() - start
    verifier.close()
    console.print(_forms_table("right answers", [each.right for each in measured], "recall"))
    console.print(_forms_table("wrong answers", [each.wrong for each in measured], "rejected"))
    console.print(_summary(measured))
    asked = sum(tally.total() for each in measured for tally in each.tallies)
    console.print(f"{asked} answers in {elapsed:.0f} s, {1000 * elapsed / asked:.1f} ms each")
    if arguments.failures:
        for each in measured:
            for line in (line for tally in each.tallies for line in tally.failures):
                sys.stdout.write(f"{each.name} {line!r}\n")


def _forms_table(title: str, tallies: list[Tally], share: str) -> Table:
    expected = ("equal",) if share == "recall" else ("different", "no_answer")
    table = Table(title=title)
    for column in ("form", "answers", expected[0], "no verdict", share):
        table.add_column(column)
    merged: dict[str, Counter[str]] = {}
    for tally in tallies:
        for form, counts in tally.outcomes.items():
            merged.setdefault(form, Counter()).update(counts)
    for form, counts in merged.items():
        good = sum(counts[outcome] for outcome in expected)
        row = (counts.total(), good, counts["failed"], f"{good / counts.total():.3f}")
        table.add_row(form, *map(str, row))
    return table


def _summary(measured: list[Measured]) -> Table:
    table = Table(title="by set; precision over the rewritings and the wrong answers")
    columns = ("golds", "equal to itself", "rewritings", "recall", "wrong answers", "accepted")
    for column in ("", *columns, "precision", "no verdict"):
        table.add_column(column)
    rows = [(each.name, [each]) for each in measured] + [("all", measured)]
    for name, chosen in rows:
        golds, equal = _sums(each.selves for each in chosen)
        forms, recalled = _sums(each.right for each in chosen)
        bad, accepted = _sums(each.wrong for each in chosen)
        failed = sum(tally.total("failed") for each in chosen for tally in each.tallies)
        recall, precision = recalled / forms, recalled / (recalled + accepted)
        counts = (golds, equal, forms, f"{recall:.4f}", bad, accepted, f"{precision:.4f}", failed)
        table.add_row(name, *map(str, counts))
    return table


def _sums(tallies: Iterable[Tally]) -> tuple[int, int]:
    chosen = list(tallies)
    return sum(each.total() for each in chosen), sum(each.total("equal") for each in chosen)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data/math")
    parser.add_argument("--sets", nargs="+", default=list(SETS), help="files NAME.jsonl")
    parser.add_argument("--every", type=int, default=1, help="take every so many-th gold")
    parser.add_argument("--others", type=int, default=3, help="golds of other problems, each")
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    main(parser.parse_args())
