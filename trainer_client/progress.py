"""The progress bar that `score_batch(..., progress=True)` draws on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from trainer_client.types import Result


@contextmanager
def progress_bar(total: int, shown: bool) -> Iterator[Callable[[Result], None]]:
    """Gives the function to call with each result: it counts, and shows the mean reward."""
    if not shown:
        yield lambda result: None
        return
    columns = (
        TextColumn("scoring"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    rewards: list[float] = []
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)

        def count(result: Result) -> None:
            if result.reward is not None:
                rewards.append(result.reward)
            mean = f"mean reward {sum(rewards) / len(rewards):.3f}" if rewards else "no reward yet"
            bar.update(task, advance=1, description=mean)

        yield count
