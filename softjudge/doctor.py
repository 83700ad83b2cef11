"""`softjudge doctor`. It needs the `service` extra, and says so where it is missing."""

from __future__ import annotations

import typer
from rich.console import Console

from softjudge.service_extra import importing, settings


def doctor() -> None:
    """Exit code 1 when nothing on this machine can judge a program."""
    with importing():
        from softjudge.examination import examine
    if not examine(settings(), Console()):
        raise typer.Exit(1)
