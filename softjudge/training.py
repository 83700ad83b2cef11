"""`softjudge train`: needs the `trainer` extra, and the `service` one to start a service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from softjudge.failing import fail
from softjudge.own_service import NotStarted, own_service
from trainer_client import SoftjudgeError
from trainer_client.config import ConfigError, RunConfig, load


def train(
    path: Path,
    directory: Path | None,
    settings: list[str],
    *,
    resume: bool,
    api_key: str | None,
) -> None:
    config = _loaded(path, settings)
    with importing():
        from trainer_client.training.ranks import joined
        from trainer_client.training.run import train as train_
    try:
        with joined() as ranks, _service(config, first=ranks.first) as own:
            url = ranks.from_first(own)
            place = _place(directory, config)
            asyncio.run(train_(config, place, ranks, url, api_key=api_key, resume=resume))
    except (SoftjudgeError, NotStarted) as error:
        fail(str(error))


def dry_run(path: Path, directory: Path | None, settings: list[str]) -> None:
    config = _loaded(path, settings)
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


def _loaded(path: Path, settings: list[str]) -> RunConfig:
    try:
        return load(path, settings)
    except ConfigError as error:
        fail(str(error))


def _place(directory: Path | None, config: RunConfig) -> Path:
    return directory or Path("runs", config.name)


def schema() -> None:
    typer.echo(json.dumps(RunConfig.model_json_schema(), indent=2))


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
def _service(config: RunConfig, *, first: bool) -> Iterator[str]:
    """The address of the service; one of our own where none is named, started once."""
    if config.rewards.url is not None or not first:
        yield config.rewards.url or ""
        return
    with own_service(config.rewards.workers) as url:
        yield url
