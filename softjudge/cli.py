"""The command `softjudge`: parses arguments, hands on to the module that does the work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from softjudge import (
    __version__,
    decontamination,
    doctor,
    evaluation,
    filtering,
    running,
    scoring,
    training,
    verifying,
)
from trainer_client.config import RunConfig, SftConfig

app = typer.Typer(
    help="Code-execution rewards for reinforcement learning of language models.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
ApiKey = Annotated[
    str | None, typer.Option(envvar="SOFTJUDGE_API_KEY", help="Key for the service.")
]
RunFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The run, as TOML.")
]
RunDirectory = Annotated[
    Path | None,
    typer.Option(file_okay=False, help="Where the run is kept; runs/NAME unless told."),
]
Settings = Annotated[
    list[str],
    typer.Option("--set", help="Another value for a field: optimiser.learning_rate=2e-5."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on from the run's last checkpoint.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"softjudge {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


@app.command()
def up(
    workers: Annotated[
        int, typer.Option(min=1, help="Worker processes; one per core unless told.")
    ] = os.cpu_count() or 1,
    host: Host = "127.0.0.1",
    port: Port = 8700,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            file_okay=False, help="Where Valkey keeps its data; a temporary folder unless told."
        ),
    ] = None,
) -> None:
    """Start everything on this machine: a private Valkey, the API and the workers."""
    running.up(workers, host, port, data_dir)


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8700) -> None:
    """Start the API alone, on the Redis that SOFTJUDGE_REDIS_URL names."""
    running.serve(host, port)


@app.command()
def worker() -> None:
    """Start one worker, on the Redis that SOFTJUDGE_REDIS_URL names."""
    running.worker()


@app.command()
def image(
    base: Annotated[
        str | None,
        typer.Option(help="Image to build on; a public one, or one made here, unless told."),
    ] = None,
) -> None:
    """Build the sandbox image for Docker, unless the current one is there."""
    running.image(base)


@app.command()
def score(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="A batch request as JSON, or score requests as JSON Lines.",
        ),
    ],
    url: Annotated[str, typer.Option(help="Where the service listens.")] = "http://127.0.0.1:8700",
    api_key: ApiKey = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print each result as a line of JSON, as it comes.")
    ] = False,
) -> None:
    """Score the submissions in FILE and show each test's verdict.

    Exit code 0 when every submission got its verdict, 1 when one did not.
    """
    scoring.score(file, url, api_key, as_json=json)


@app.command()
def verify_package(
    package: Annotated[
        Path,
        typer.Argument(
            exists=True, help="A Kattis problem package, or many: a directory or a tar archive."
        ),
    ],
    cpu_s: Annotated[
        str,
        typer.Option(
            help="Seconds of CPU where the package states none; by language: 4,python=10."
        ),
    ] = "10",
    memory_mb: Annotated[
        int, typer.Option(min=16, help="MiB where the package states none.")
    ] = 2048,
    first_failure: Annotated[
        bool, typer.Option(help="Smallest pairs first, and no more after the first that fails.")
    ] = False,
    overlay: Annotated[
        Path | None,
        typer.Option(exists=True, help="Packages of the same names, for files absent in PACKAGE."),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="JSON Lines with problem, path and expected_verdict: judge these submissions.",
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Judge by the service there; in this process unless told.")
    ] = None,
    api_key: ApiKey = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print each submission as a line of JSON.")
    ] = False,
) -> None:
    """Judge the submissions of Kattis problem packages and compare with what is expected.

    Exit code 1 when one has another verdict than its folder says, or none was judged.
    """
    verifying.verify(
        package,
        verifying.Options(
            cpu_s=cpu_s,
            memory_mb=memory_mb,
            first_failure=first_failure,
            overlay=overlay,
            labels=labels,
            url=url,
            api_key=api_key,
            as_json=json,
        ),
    )


@app.command()
def train(
    config: RunFile,
    directory: RunDirectory = None,
    set_: Settings = [],  # noqa: B006 - typer makes a new list for each call
    resume: Resume = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the run will need, and do not begin it.")
    ] = False,
    api_key: ApiKey = None,
) -> None:
    """Train a model by GPPO, or another loss, on rewards of the service.

    Starts a service of its own where CONFIG names none. On several GPUs:
    torchrun --nproc-per-node 8 -m softjudge train CONFIG.
    """
    if dry_run:
        training.dry_run(config, directory, set_)
    else:
        training.train(config, directory, set_, resume=resume, api_key=api_key)


@app.command()
def train_schema() -> None:
    """Print the JSON schema of the configuration that `softjudge train` takes."""
    training.schema(RunConfig)


@app.command()
def sft(
    config: RunFile,
    directory: RunDirectory = None,
    set_: Settings = [],  # noqa: B006 - typer makes a new list for each call
    resume: Resume = False,
    api_key: ApiKey = None,
) -> None:
    """Fine-tune a model on the best sources of examples, as the service judges their answers.

    Starts a service, and uses several GPUs, as `train` does.
    """
    training.sft(config, directory, set_, resume=resume, api_key=api_key)


@app.command()
def sft_schema() -> None:
    """Print the JSON schema of the configuration that `softjudge sft` takes."""
    training.schema(SftConfig)


@app.command()
def plot(
    runs: Annotated[
        list[str],
        typer.Argument(help="Directories of runs; LABEL=DIRECTORY averages those of one label."),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", dir_okay=False, help="Where the PNG goes.")
    ] = Path("runs.png"),
) -> None:
    """Plot training runs over each other."""
    training.plot(runs, out)


app.command(name="filter")(filtering.filter_)
app.command(name="eval")(evaluation.eval_)
app.command()(evaluation.compare)
app.command()(decontamination.decontaminate)


@app.command(name="doctor")
def doctor_() -> None:
    """Say which sandbox wall is in force, and what is missing.

    Exit code 1 when nothing on this machine can judge a program.
    """
    doctor.doctor()


def main() -> None:
    """Entry point of the command."""
    app()
