"""The commands that start parts of the service. They need the `service` extra."""

from __future__ import annotations

import logging
from pathlib import Path

import typer

from softjudge.service_extra import failures_shown, importing, settings


def up(workers: int, host: str, port: int, data_dir: Path | None) -> None:
    with importing():
        from service.embedded import EmbeddedFailed, run_embedded
    with failures_shown(EmbeddedFailed):
        run_embedded(settings(), workers, host, port, data_dir)


def serve(host: str, port: int) -> None:
    _log_to_stderr()
    with importing():
        from service.api import serve as serve_api
    with failures_shown():
        serve_api(settings(), host, port)


def worker() -> None:
    _log_to_stderr()
    with importing():
        from service.worker import run_worker
    with failures_shown():
        run_worker(settings())


def image(base: str | None) -> None:
    _log_to_stderr()
    with importing():
        from sandbox.image import ensure, status
    with failures_shown():
        status()  # says in a line that no engine answers
        typer.echo(ensure(base=base))


def _log_to_stderr() -> None:
    """For commands that are left to themselves: what they did is read later, with its time."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
