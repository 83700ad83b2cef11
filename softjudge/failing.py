"""Errors as a person should see them: one clear line on standard error, exit code 1."""

from __future__ import annotations

from typing import NoReturn

import pydantic
import typer
from rich.console import Console
from rich.text import Text


def fail(message: str) -> NoReturn:
    """Ends the command with `message`."""
    line = Text.assemble(("error: ", "bold red"), message)
    Console(stderr=True).print(line, soft_wrap=True, highlight=False)
    raise typer.Exit(1)


def described(error: ValueError) -> str:
    """What is wrong; for data that pydantic has checked, one line a field."""
    if not isinstance(error, pydantic.ValidationError):
        return f"  {error}"
    return "\n".join(
        f"  {'.'.join(map(str, each['loc'])) or '(all of it)'}: {each['msg']}"
        for each in error.errors(include_url=False)
    )
