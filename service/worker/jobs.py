"""The function of every RQ job."""

from __future__ import annotations

from contextvars import ContextVar

from service.worker.runner import Runner

present_runner: ContextVar[Runner] = ContextVar("present_runner")


def run_chunk(chunk: str) -> None:
    """Runs a chunk with the runner of the worker that took the job."""
    present_runner.get().run(chunk)
