"""A live table of the last steps; lines, where standard error is no terminal."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from trainer_client.reporting.records import EvaluationRecord, SftRecord, StepRecord, Trained

_SHOWN = 15  # steps

Column = tuple[str, Callable[[Any], str]]  # of one kind of record


def _number(value: float | None, form: str = ".3f") -> str:
    return "-" if value is None else format(value, form)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _kept(record: StepRecord) -> str:
    """Tokens clipped low and high, and the share of the gradient that they keep."""
    sides = (
        (record.clipped_low, record.gradient_kept_low),
        (record.clipped_high, record.gradient_kept_high),
    )
    return " ".join(f"{_number(tokens, '.1%')}/{_percent(kept)}" for tokens, kept in sides)


_COLUMNS: tuple[Column, ...] = (
    ("step", lambda each: str(each.step)),
    ("reward", lambda each: _number(each.reward)),
    ("pass rate", lambda each: _number(each.pass_rate)),
    ("solved", lambda each: _number(each.solved)),
    ("varied", lambda each: _percent(each.groups_with_variance)),
    ("entropy", lambda each: _number(each.entropy)),
    ("clipped/kept low high", _kept),
    ("grad norm", lambda each: _number(each.grad_norm)),
    ("KL to start", lambda each: _number(each.kl_to_start, ".4f")),
    ("tokens", lambda each: _number(each.tokens, ".0f")),
    ("tokens/s", lambda each: f"{each.generated_per_s:.0f} {_number(each.trained_per_s, '.0f')}"),
    ("step s", lambda each: _number(each.step_s, ".1f")),
    ("reward wait", lambda each: _percent(each.reward_wait)),
    ("no verdict", lambda each: _percent(each.no_verdict)),
    ("flagged", lambda each: _percent(each.flagged)),
)


_SFT_COLUMNS: tuple[Column, ...] = (
    ("step", lambda each: str(each.step)),
    ("epoch", lambda each: _number(each.epoch, ".2f")),
    ("loss", lambda each: _number(each.loss)),
    ("grad norm", lambda each: _number(each.grad_norm)),
    ("learning rate", lambda each: _number(each.learning_rate, ".1e")),
    ("tokens", lambda each: str(each.tokens)),
    ("tokens/s", lambda each: _number(each.trained_per_s, ".0f")),
    ("step s", lambda each: _number(each.step_s, ".1f")),
)


def _columns(record: Trained) -> tuple[Column, ...]:
    return _SFT_COLUMNS if isinstance(record, SftRecord) else _COLUMNS


class TableReport:
    """Shows the last steps, and under them the evaluations."""

    def __init__(self, name: str, steps: int, console: Console | None = None) -> None:
        self._name = name
        self._steps = steps
        self._records: deque[Trained] = deque(maxlen=_SHOWN)
        self._evaluations: deque[str] = deque(maxlen=_SHOWN)
        self._console = console or Console(stderr=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=False)
        if self._console.is_terminal:
            self._live.start()

    def step(self, record: Trained) -> None:
        self._records.append(record)
        self._show(
            ", ".join(
                f"{name} {value(record)}"
                for name, value in _columns(record)
                if value(record) != "-"
            )
        )

    def evaluation(self, records: Sequence[EvaluationRecord]) -> None:
        for each in records:
            line = (
                f"held out after step {each.step}, {each.source}: "
                f"pass rate {_number(each.pass_rate)}, solved {_number(each.solved)}"
            )
            self._evaluations.append(line)
            self._show(line)

    def close(self) -> None:
        self._live.stop()

    def _show(self, line: str) -> None:
        if self._console.is_terminal:
            self._live.update(self._rendered(), refresh=True)
        else:
            self._console.print(line, soft_wrap=True, highlight=False)

    def _rendered(self) -> RenderableType:
        table = Table(title=f"{self._name}, {self._steps} steps")
        columns = _columns(self._records[-1]) if self._records else ()
        for name, _ in columns:
            table.add_column(name, justify="right")
        for record in self._records:
            table.add_row(*(value(record) for _, value in columns))
        return Group(table, Text("\n".join(self._evaluations)))
