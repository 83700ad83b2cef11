"""What was found: a row a submission, the confusion matrix, what differs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from softjudge.packages.judging import Judgement

MESSAGE_WIDTH = 100


class Report:
    """Rows are printed as they come; as lines of JSON on request."""

    def __init__(self, as_json: bool) -> None:
        self.judged: list[Judgement] = []
        self.skipped = 0
        self._json = as_json
        self._console = Console(stderr=as_json, soft_wrap=True, highlight=False)

    def add(self, judged: Judgement) -> None:
        self.judged.append(judged)
        if self._json:
            print(json.dumps(asdict(judged) | {"agrees": judged.agrees}), flush=True)
        else:
            self._console.print(_row(judged))

    def skip(self, what: str, why: str) -> None:
        self.skipped += 1
        self._console.print(Text.assemble(("skipped ", "yellow"), f"{what}: {why}"))

    def end(self) -> bool:
        """Prints the sums. True when there was something to judge and all of it agrees."""
        differing = [each for each in self.judged if not each.agrees]
        self._console.print(matrix(self.judged))
        agreeing = len(self.judged) - len(differing)
        total = f"{agreeing} of {len(self.judged)} as expected"
        self._console.print(f"{total}, {self.skipped} skipped" if self.skipped else total)
        for each in differing:
            self._console.print(_difference(each))
        return bool(self.judged) and not differing


def matrix(judged: Sequence[Judgement]) -> Table:
    """Counts by expected verdict (rows) and found verdict (columns)."""
    counts = Counter((each.submission.expected, each.verdict) for each in judged)
    rows, columns = (sorted({pair[side] for pair in counts}) for side in (0, 1))
    table = Table("expected", *columns, title="expected by found", show_edge=False)
    for row in rows:
        table.add_row(row, *(str(counts[row, column] or ".") for column in columns))
    return table


def _row(judged: Judgement) -> Text:
    style = "green" if judged.agrees else "bold red"
    where = f"{judged.submission.package}/{judged.submission.path}"
    figures = f" {judged.runs} runs, {judged.cpu_s:.2f} s at most"
    pair = f", {judged.pair}" if judged.pair else ""
    return Text.assemble((f"{judged.verdict:4}", style), f"{where}:{figures}{pair}")


def _difference(judged: Judgement) -> Text:
    submission = judged.submission
    seen = f", {submission.observed} seen by others" if submission.observed else ""
    words = " ".join(judged.message.split())
    cut = words if len(words) <= MESSAGE_WIDTH else words[: MESSAGE_WIDTH - 1] + "…"
    where = f"{submission.package}/{submission.path}"
    return Text(
        f"{where}: expected {submission.expected}, found {judged.verdict}{seen}; "
        f"{judged.pair or 'no pair'}, {judged.cpu_s:.2f} s at most; {cut}"
    )
