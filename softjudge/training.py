"""`softjudge train` and `sft`: need the `trainer` extra, and `service` to start a service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import typer

from softjudge.failing import fail
from softjudge.own_service import NotStarted, own_service
from trainer_client import SoftjudgeError
from trainer_client.config import ConfigError, RunConfig, SftConfig, TrainingConfig, load_as

C = TypeVar("C", bound=TrainingConfig)


def train(
    path: Path,
    directory: Path | None,
    settings: list[str],
    *,
    resume: bool,
    api_key: str | None,
) -> None:
    config = _loaded(RunConfig, path, settings)
    with importing():
        from trainer_client.training.run import train as train_
    _run(train_, config, _place(directory, config), resume=resume, api_key=api_key)


def sft(
    path: Path,
    directory: Path | None,
    settings: list[str],
    *,
    resume: bool,
    api_key: str | None,
) -> None:
    config = _loaded(SftConfig, path, settings)
    with importing():
        from trainer_client.sft.run import sft as sft_
    _run(sft_, config, _place(directory, config), resume=resume, api_key=api_key)


def _run(
    run: Callable[..., Coroutine[Any, Any, None]],
    config: TrainingConfig,
    place: Path,
    **options: Any,
) -> None:
    """One kind of training, on all ranks, with a service."""
    from trainer_client.training.ranks import joined

    try:
        with joined() as ranks, _service(config, first=ranks.first) as own:
            url = ranks.from_first(own)
            asyncio.run(run(config, place, ranks, url, **options))
    except (SoftjudgeError, NotStarted) as error:
        fail(str(error))


def dry_run(path: Path, directory: Path | None, settings: list[str]) -> None:
    config = _loaded(RunConfig, path, settings)
    with importing():
        from trainer_client.training.plan import described, plan
    try:
        typer.echo(described(plan(config, _place(directory, config)), config))
    except SoftjudgeError as error:
        fail(str(error))


def plot(runs: list[str], out: Path) -> None:
    with importing():
        from trainer_client.reporting.plots import PlottedRun
        from trainer_client.reporting.plots import plot as plot_
    try:
        plot_([PlottedRun.read(Path(place), label) for label, place in map(_labelled, runs)], out)
    except SoftjudgeError as error:
        fail(str(error))
    typer.echo(f"{out}: {len(runs)} runs")


def _labelled(run: str) -> tuple[str | None, str]:
    label, equals, place = run.partition("=")
    return (label, place) if equals else (None, run)


def _loaded(kind: type[C], path: Path, settings: list[str]) -> C:
    try:
        return load_as(kind, path, settings)
    except ConfigError as error:
        fail(str(error))


def _place(directory: Path | None, config: TrainingConfig) -> Path:
    return directory or Path("runs", config.name)


def schema(kind: type[TrainingConfig]) -> None:
    typer.echo(json.dumps(kind.model_json_schema(), indent=2))


@contextmanager
def importing() -> Iterator[None]:
    """Around imports: a missing dependency becomes a line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "trainer_client":
            raise
        fail(f"{error.name} is not installed; this command needs: pip install 'softjudge[trainer]'")


@contextmanager
def _service(config: TrainingConfig, *, first: bool) -> Iterator[str]:
    """The address of the service; one of our own where none is named, started once."""
    if config.rewards.url is not None or not first:
        yield config.rewards.url or ""
        return
    with own_service(config.rewards.workers) as url:
        yield url
