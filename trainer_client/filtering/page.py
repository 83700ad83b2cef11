"""The report as one HTML page, which needs nothing else: no script or style from elsewhere."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Sequence
from html import escape
from string import Template
from typing import IO

from trainer_client.filtering.records import ProblemRecord
from trainer_client.filtering.summary import Summary

MOST_SHOWN = 2000  # problems that are dropped or suspicious, and as many that are not
_MOST_TESTS = 50  # of a problem, in its table
_MOST_TEXT = 300  # characters of an id or a reason

_COLUMNS = ("row", "problem", "kept", "pass rate", "candidates", "tests", "disagreement", "why")


class Page:
    """Takes problems one by one, and holds no more of them than it shows."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._flagged: list[str] = []
        self._others: list[str] = []

    def add(self, record: ProblemRecord, reasons: Sequence[str]) -> None:
        shown = self._flagged if reasons or record.suspicions else self._others
        if len(shown) < MOST_SHOWN:
            shown.append(_row(record, reasons))

    def write(self, file: IO[str], summary: Summary) -> None:
        rows = [*self._flagged, *self._others]
        hidden = summary.problems - len(rows)
        note = f"{hidden} more problems are in problems.jsonl alone." if hidden else ""
        template = importlib.resources.files(__package__).joinpath("page.html")
        page = Template(template.read_text(encoding="utf-8")).substitute(
            title=escape(self._title),
            summary=_list(_said(summary)),
            note=escape(note),
            columns="".join(_heading(name) for name in _COLUMNS),
            rows="\n".join(rows),
        )
        file.write(page)


def _said(summary: Summary) -> Iterator[str]:
    yield f"{summary.problems} problems, {summary.kept} kept"
    if summary.unreadable:
        yield f"{summary.unreadable} could not be read or judged"
    for kind, count in sorted(summary.suspicious.items()):
        yield f"{count} with a test that is {kind.replace('_', ' ')}"


def _heading(name: str) -> str:
    return f'<th scope="col" aria-sort="none"><button type="button">{name}</button></th>'


def _row(record: ProblemRecord, reasons: Sequence[str]) -> str:
    rate = record.pass_rate
    cells = [
        _number(record.number, str(record.number)),
        f"<td>{_clipped(record.id)}</td>",
        f"<td>{'no' if reasons else 'yes'}</td>",
        _number(-1 if rate is None else rate, "-" if rate is None else f"{rate:.2f}"),
        _number(record.candidates, str(record.candidates)),
        _number(len(record.tests), str(len(record.tests))),
        _number(record.disagreement, f"{record.disagreement:.2f}"),
        f"<td>{_why(record, reasons)}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _why(record: ProblemRecord, reasons: Sequence[str]) -> str:
    told = [*reasons]
    told += [f"test {each.test}: {each.kind}: {each.reason}" for each in record.suspicions]
    return _list(told) + _tests(record)


def _tests(record: ProblemRecord) -> str:
    if not record.tests:
        return ""
    suspicious = {each.test for each in record.suspicions}
    lines = [
        f"{'! ' if test.name in suspicious else ''}{test.name}: "
        f"{test.passed} of {record.candidates} pass, {test.slowest_s:.3f} s"
        for test in record.tests[:_MOST_TESTS]
    ]
    return f"<details><summary>tests</summary>{_list(lines)}</details>"


def _list(lines: Sequence[str] | Iterator[str]) -> str:
    items = "".join(f"<li>{_clipped(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _number(value: float, shown: str) -> str:
    return f'<td class="number" data-value="{value:g}">{shown}</td>'


def _clipped(text: str) -> str:
    return escape(text if len(text) <= _MOST_TEXT else f"{text[:_MOST_TEXT]}...")
