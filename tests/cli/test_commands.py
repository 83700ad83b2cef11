"""The command line as a person meets it: help, versions, what is missing."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

import softjudge
from tests.cli.test_score import softjudge as command

WITHOUT = """
import sys
sys.modules[{missing!r}] = None  # what an import finds where it is not installed
from softjudge.cli import main
main()
"""


def test_help_names_every_command() -> None:
    ended = command("--help")
    assert ended.returncode == 0
    names = ["up", "serve", "worker", "score", "doctor", "image", "train", "sft", "plot"]
    names += ["filter", "decontaminate", "eval", "compare"]
    assert all(f" {name} " in ended.stdout for name in names)


def test_version() -> None:
    assert command("--version").stdout == f"softjudge {softjudge.__version__}\n"


@pytest.mark.parametrize(
    ("name", "missing"), [("doctor", "docker"), ("serve", "fastapi"), ("worker", "redis")]
)
def test_a_missing_extra_says_what_to_install(name: str, missing: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(missing=missing), name],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"error: {missing} is not installed")
    assert "softjudge[service]" in ended.stderr


def test_no_engine_for_the_image_is_one_clear_error() -> None:
    ended = command("image", DOCKER_HOST="unix:///nonexistent/docker.sock")
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: no Docker engine answers")
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_one_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = command("up", "--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr == f"error: cannot listen on 127.0.0.1:{port}: Address already in use\n"


def test_bad_settings_name_the_variable() -> None:
    ended = command("doctor", SOFTJUDGE_RECYCLE_AFTER="0")
    assert ended.returncode == 1
    assert "recycle_after" in ended.stderr
    assert "Traceback" not in ended.stderr
