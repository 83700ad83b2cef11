"""What the commands that judge candidates share: their options, and the parts that these name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from softjudge.failing import fail
from softjudge.own_service import NotStarted, own_service
from softjudge.row_progress import row_progress
from softjudge.training import importing
from trainer_client import AsyncRewardClient, SoftjudgeError
from trainer_client.candidates.candidate import CandidateSource
from trainer_client.candidates.choosing import Choice, Drawing
from trainer_client.candidates.judging import PATIENT
from trainer_client.candidates.server import ServerChoice

Samples = Annotated[
    int, typer.Option("--samples", "-n", min=1, help="Candidates of a problem, at most.")
]
Completions = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, help="Candidates: JSON Lines with id and completions."
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(exists=True, help="Candidates: of this model, a directory or a .gguf file."),
]
ServerUrl = Annotated[
    str | None,
    typer.Option(
        "--server", help="Candidates: of a server with OpenAI's API: http://127.0.0.1:8000/v1."
    ),
]
ServerModel = Annotated[
    str | None, typer.Option("--server-model", help="Name of the model at the server.")
]
ServerKey = Annotated[str | None, typer.Option(envvar="OPENAI_API_KEY", help="Key for the server.")]
Continuation = Annotated[
    bool,
    typer.Option(
        "--continuation",
        help="Answers go on with the published prompt, as HumanEval's do; else they are those of "
        "a chat, with the program in a code block.",
    ),
]
Temperature = Annotated[float, typer.Option(min=1e-6, help="Temperature of what is drawn.")]
TopP = Annotated[
    float, typer.Option(min=1e-6, max=1.0, help="Draw from the fewest tokens of this probability.")
]
MaxNewTokens = Annotated[int, typer.Option(min=1, help="Tokens of a candidate, at most.")]
Stop = Annotated[
    list[str], typer.Option(help="A candidate ends before this text; \\n is the end of a line.")
]
Seed = Annotated[int, typer.Option(help="Seed of what is drawn.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with what the directory has already.")
]
Url = Annotated[
    str | None, typer.Option(help="Judge by the service there; by one of its own unless told.")
]
ApiKey = Annotated[
    str | None, typer.Option(envvar="SOFTJUDGE_API_KEY", help="Key for the service.")
]


def chosen(
    completions: Path | None,
    model: Path | None,
    server: str | None,
    server_model: str | None,
    server_key: str | None,
) -> Choice:
    """Where candidates come from; ends the command where the options are not in order."""
    if (server is None) != (server_model is None):
        fail("--server and --server-model belong together")
    at = ServerChoice(server, server_model, server_key) if server and server_model else None
    choice = Choice(completions, model, at)
    if choice.many:
        fail("give at most one of --completions, --model and --server")
    return choice


def stops(texts: list[str]) -> tuple[str, ...]:
    """Texts as they were meant: a shell passes \\n as two characters."""
    return tuple(text.replace("\\n", "\n") for text in texts)


Progress = Callable[[int], None]
Work = Callable[[CandidateSource, AsyncRewardClient, Progress], Awaitable[None]]


def with_candidates(
    choice: Choice,
    drawing: Drawing,
    url: str | None,
    api_key: str | None,
    total: int | None,
    work: Work,
) -> None:
    """Runs `work` on a source of candidates and a client of the service, which is one of our own
    where no `url` is given, under a progress bar over `total` rows. Its errors end the command."""
    try:
        with _service(url) as at, row_progress("problems", total) as progress:
            asyncio.run(_with_source(choice, drawing, at, api_key, progress, work))
    except (SoftjudgeError, NotStarted, OSError) as error:
        fail(str(error))


async def _with_source(
    choice: Choice,
    drawing: Drawing,
    url: str,
    api_key: str | None,
    progress: Progress,
    work: Work,
) -> None:
    with importing():
        source = choice.open(drawing)
    try:
        async with AsyncRewardClient(url, api_key=api_key, retry=PATIENT) as client:
            await work(source, client, progress)
    finally:
        await source.aclose()


@contextmanager
def _service(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    with own_service(None) as own:
        yield own
