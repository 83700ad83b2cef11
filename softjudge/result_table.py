"""Results as a table: each test's verdict, and under each submission its reward."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from trainer_client import Result, TestResult

_MESSAGE_WIDTH = 80  # characters of a message that are shown


def result_table(results: Iterable[Result]) -> Table:
    """One row a test, and a line with the reward above each submission's tests."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("submission", no_wrap=True)
    table.add_column("verdict")
    table.add_column("cpu s", justify="right")
    table.add_column("MiB", justify="right")
    table.add_column("message", overflow="fold")
    for result in results:
        _add(table, result)
    return table


def _add(table: Table, result: Result) -> None:
    table.add_section()
    table.add_row(Text(result.id, style="bold"), _reward(result), "", "", _note(result))
    for test in result.tests:
        table.add_row(
            Text(f"  {test.name}"),
            Text(test.verdict, style="green" if test.verdict == "passed" else "red"),
            f"{test.cpu_s:.2f}",
            f"{test.memory_mb:.0f}",
            _message(test),
        )


def _reward(result: Result) -> Text:
    if result.reward is None:
        return Text("no verdict", style="bold yellow")
    return Text(f"reward {result.reward:.3g}", style="bold")


def _note(result: Result) -> Text:
    """Where there is no list of tests to speak for it, the reason; else the count."""
    if result.compile is not None and not result.compile.ok:
        # From the first error on; before it stands where in the sandbox the file lay.
        before, error, after = result.compile.message.partition("error")
        return _cut((error + after if error else before).partition("\n")[0])
    if result.reason is not None:
        return Text(result.reason)
    notes = [f"{result.passed} of {result.total} passed"]
    notes += ["cached"] if result.cached else []
    notes += [f"flags: {' '.join(result.flags)}"] if result.flags else []
    return Text(", ".join(notes))


def _message(test: TestResult) -> Text:
    """What went wrong; of a traceback the last line, which names the error."""
    if test.verdict == "passed":
        return Text()
    said = [test.message]
    if test.verdict == "runtime_error":
        said += test.stderr.strip().splitlines()[-1:]
    return _cut(": ".join(filter(None, said)))


def _cut(line: str) -> Text:
    line = " ".join(line.split())
    return Text(line if len(line) <= _MESSAGE_WIDTH else line[: _MESSAGE_WIDTH - 1] + "…")
