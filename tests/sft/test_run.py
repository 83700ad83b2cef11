"""Whole runs with a real service: what they learn, what they take, how they go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.service.stack import Stack
from tests.sft.conftest import LISTS, MakeConfig
from trainer_client.config import SftConfig
from trainer_client.errors import CheckpointError, ConfigError
from trainer_client.reporting.plots import PlottedRun, plot
from trainer_client.sft.run import sft
from trainer_client.training.ranks import Ranks

ALONE = Ranks(0, 1, torch.device("cpu"))
HELD_OUT = {"tasks": [{**LISTS, "name": "held_out", "seed": 9}], "prompts": 16, "samples": 2}

CHILD = """
import asyncio, sys, torch
from pathlib import Path
from trainer_client.config import SftConfig
from trainer_client.sft.run import sft
from trainer_client.training.ranks import Ranks
config = SftConfig.model_validate_json(Path(sys.argv[1]).read_text())
asyncio.run(sft(config, Path(sys.argv[2]), Ranks(0, 1, torch.device("cpu")), sys.argv[3]))
"""


def records(directory: Path, name: str = "steps") -> list[dict[str, Any]]:
    """Lines of a run without what depends on the clock."""
    lines = (directory / f"{name}.jsonl").read_text().splitlines()
    return [
        {key: value for key, value in json.loads(line).items() if not key.endswith("_s")}
        for line in lines
    ]


def mixture(directory: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((directory / "mixture.json").read_text())
    return found


async def test_a_run_learns_from_the_best_source(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    bad, good = make_config().model_dump()["sources"]
    config = make_config(
        steps=60,
        batch=32,
        sources=[bad, {**good, "count": 200}],
        evaluation=HELD_OUT,
        mixture={"top": 1},
    )
    await sft(config, tmp_path / "run", ALONE, shared_stack.url)
    best, other = mixture(tmp_path / "run")["sources"]
    assert (best["source"], best["correct"], best["taken"], best["wrong"]) == ("good", 1, 200, 0)
    assert (other["source"], other["chosen"], other["taken"]) == ("bad", False, 0)
    assert other["correct"] < 0.6
    steps = records(tmp_path / "run")
    assert steps[-1]["loss"] < steps[0]["loss"] / 2
    assert steps[-1]["epoch"] == 60 * 32 / 200
    before, after = (each["pass_rate"] for each in records(tmp_path / "run", "evaluations"))
    assert after > before + 0.1
    plot([PlottedRun.read(tmp_path / "run")], tmp_path / "run.png")


async def test_wrong_answers_to_hard_problems_are_kept_within_the_budget(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    config = make_config(
        steps=1,
        sources=[{**LISTS, "name": "lists", "count": 40, "answers": 2, "step_errors": 0.5}],
        mixture={"wrong_answers": "keep_wrong_on_hard", "hard_below": 0.5, "tokens": 900},
        quality={"file": str(tmp_path / "kept" / "quality.jsonl"), "examples": 10},
    )
    await sft(config, tmp_path / "run", ALONE, shared_stack.url)
    (share,) = mixture(tmp_path / "run")["sources"]
    assert share["judged"] == 10
    assert 0 < share["wrong"] <= share["hard"]
    assert 800 < share["tokens"] <= 900
    judged = (tmp_path / "kept" / "quality.jsonl").read_text()
    await sft(config, tmp_path / "again", ALONE, shared_stack.url)
    assert (tmp_path / "kept" / "quality.jsonl").read_text() == judged
    assert mixture(tmp_path / "again") == mixture(tmp_path / "run")


async def test_a_killed_run_goes_on_as_if_it_had_not_been(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    config = make_config(
        steps=8,
        checkpoints={"every": 2},
        optimiser={"warmup_steps": 2, "schedule": "cosine"},
    )
    await sft(config, tmp_path / "whole", ALONE, shared_stack.url)
    directory = tmp_path / "killed"
    _killed_in_step(config, directory, shared_stack.url, step=4)
    with pytest.raises(CheckpointError, match="has a run"):
        await sft(config, directory, ALONE, shared_stack.url)
    await sft(config, directory, ALONE, shared_stack.url, resume=True)
    assert records(directory) == records(tmp_path / "whole")
    for path in (tmp_path / "whole/checkpoints/000008").rglob("*"):
        if path.is_file():
            other = directory / path.relative_to(tmp_path / "whole")
            assert other.read_bytes() == path.read_bytes()


def _killed_in_step(config: SftConfig, directory: Path, url: str, step: int) -> None:
    told = directory.with_suffix(".json")
    told.write_text(config.model_dump_json())
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(told), str(directory), url])
    steps = directory / "steps.jsonl"
    try:
        while not steps.exists() or len(steps.read_text().splitlines()) < step - 1:
            assert child.poll() is None
            time.sleep(0.005)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()


async def test_judging_that_was_broken_off_goes_on(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    config, directory = make_config(steps=1), tmp_path / "run"
    await sft(config, directory, ALONE, shared_stack.url)
    quality, before = directory / "quality.jsonl", mixture(directory)
    lines = quality.read_text().splitlines(keepends=True)
    quality.write_text("".join(lines[:20]) + lines[20][:30])
    (directory / "mixture.json").unlink()
    await sft(config, directory, ALONE, shared_stack.url, resume=True)
    assert sorted(quality.read_text().splitlines(keepends=True)) == sorted(lines)
    assert mixture(directory) == before


async def test_nothing_to_train_on_is_said(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    config = make_config(mixture={"max_tokens": 3})
    with pytest.raises(ConfigError, match="no example that it keeps"):
        await sft(config, tmp_path / "run", ALONE, shared_stack.url)
