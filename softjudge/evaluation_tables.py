"""Results of evaluations, and comparisons of them, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from trainer_client.evaluation.records import EstimateRecord, SetRecord

if TYPE_CHECKING:
    from trainer_client.evaluation.comparing import SetComparison


def result_table(results: Sequence[SetRecord]) -> Table:
    """One row a set."""
    ks = sorted({k for each in results for k in each.pass_at if k > 1})
    samples = results[0].samples
    table = Table(title=f"{results[0].candidates}; 95% intervals over problems")
    for column in ("set", "problems", f"avg@{samples}", *(f"pass@{k}" for k in ks)):
        table.add_column(column, justify="left" if column == "set" else "right", no_wrap=True)
    table.add_column("tests", justify="right", no_wrap=True)
    table.add_column("cut", justify="right")
    table.add_column("no verdict", justify="right")
    for each in results:
        passes = [each.pass_at.get(k) for k in ks]
        table.add_row(
            each.set,
            str(each.problems),
            _shown(each.average),
            *(_shown(found) if found else "-" for found in passes),
            _shown(each.soft),
            f"{each.cut:.0%}",
            f"{each.no_verdict:.0%}",
        )
    return table


def comparison_table(found: Sequence[SetComparison]) -> Table:
    """One row a set; the difference is that of the second to the first."""
    table = Table(title="avg@k of the second less the first; 95% intervals, paired bootstrap")
    for column in ("set", "problems", "first", "second", "difference", "p"):
        table.add_column(column, justify="left" if column == "set" else "right", no_wrap=True)
    for each in found:
        difference = each.comparison.difference
        table.add_row(
            each.set,
            str(each.problems),
            f"{each.first:.3f}",
            f"{each.second:.3f}",
            f"{difference.value:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}]",
            f"{each.comparison.p:.4f}",
        )
    return table


def _shown(found: EstimateRecord) -> str:
    return f"{found.value:.3f}\n[{found.low:.2f}, {found.high:.2f}]"
