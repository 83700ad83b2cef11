"""The public surface of the client, and what it must not pull in."""

from __future__ import annotations

import subprocess
import sys

import trainer_client

LOADED = """
import sys, trainer_client, trainer_client.advantages
import trainer_client.logprobs.config, trainer_client.losses.config
parts = {name.partition(".")[0] for name in sys.modules}
print(*sorted(parts & {"service", "sandbox", "docker", "redis", "rq", "fastapi", "torch"}))
"""


def test_client_and_configuration_import_no_service_no_sandbox_and_no_torch() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == ""


def test_everything_announced_is_there() -> None:
    assert all(hasattr(trainer_client, name) for name in trainer_client.__all__)
    assert list(trainer_client.__all__) == sorted(trainer_client.__all__)


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    drawn = trainer_client.errors.__doc__ or ""
    errors = [
        name
        for name, value in vars(trainer_client).items()
        if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert errors
    assert all(name in drawn for name in errors)
