"""Whole runs with a real service: ended at any moment and gone on with; its service restarted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.service.stack import Stack
from tests.training.conftest import MakeConfig
from trainer_client.config import RunConfig
from trainer_client.errors import CheckpointError
from trainer_client.training.directory import RunDirectory
from trainer_client.training.ranks import Ranks
from trainer_client.training.run import train

ALONE = Ranks(0, 1, torch.device("cpu"))
RESTARTS = 3
TIMES = ("_s", "_per_s", "reward_wait")

CHILD = """
import asyncio, sys, torch
from pathlib import Path
from trainer_client.config import RunConfig
from trainer_client.training.ranks import Ranks
from trainer_client.training.run import train
config = RunConfig.model_validate_json(Path(sys.argv[1]).read_text())
ranks = Ranks(0, 1, torch.device("cpu"))
asyncio.run(train(config, Path(sys.argv[2]), ranks, sys.argv[3]))
"""


def curve(directory: Path, name: str = "steps") -> list[dict[str, Any]]:
    """The records of a run without what depends on the clock."""
    lines = (directory / f"{name}.jsonl").read_text().splitlines()
    return [
        {key: value for key, value in json.loads(line).items() if not key.endswith(TIMES)}
        for line in lines
    ]


def several(make_config: MakeConfig, **tables: object) -> RunConfig:
    return make_config(
        steps=5,
        optimiser={"mini_batches": 2, "passes": 2},
        checkpoints={"every": 2},
        **tables,
    )


@pytest.fixture
async def unbroken(make_config: MakeConfig, shared_stack: Stack, tmp_path: Path) -> Path:
    directory = tmp_path / "unbroken"
    await train(several(make_config), directory, ALONE, shared_stack.url)
    return directory


def killed_in_step(config: RunConfig, directory: Path, url: str, step: int) -> None:
    """Starts the run as a process and ends it, without warning, while it is in `step`."""
    told = directory.with_suffix(".json")
    told.write_text(config.model_dump_json())
    command = [sys.executable, "-c", CHILD, str(told), str(directory), url]
    child = subprocess.Popen(command)
    steps = directory / "steps.jsonl"
    try:
        while not steps.exists() or len(steps.read_text().splitlines()) < step - 1:
            assert child.poll() is None
            time.sleep(0.01)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()


async def test_a_killed_run_goes_on_as_if_it_had_not_been(
    make_config: MakeConfig, shared_stack: Stack, unbroken: Path, tmp_path: Path
) -> None:
    config, directory = several(make_config), tmp_path / "killed"
    killed_in_step(config, directory, shared_stack.url, step=4)
    with (directory / "steps.jsonl").open("a") as file:
        file.write('{"step": 4, "pass_ra')  # as if it had been killed while writing
    (directory / "checkpoints" / ".half").mkdir()
    with pytest.raises(CheckpointError, match="has a run"):
        await train(config, directory, ALONE, shared_stack.url)
    await train(config, directory, ALONE, shared_stack.url, resume=True)
    for name in ("steps", "evaluations", "samples"):
        assert curve(directory, name) == curve(unbroken, name)
    kept = (directory / "checkpoints").iterdir()
    assert sorted(each.name for each in kept) == ["000004", "000005"]
    assert same_files(directory / "checkpoints/000005", unbroken / "checkpoints/000005")


def same_files(one: Path, other: Path) -> bool:
    return all(
        (other / path.relative_to(one)).read_bytes() == path.read_bytes()
        for path in one.rglob("*")
        if path.is_file()
    )


async def test_a_run_of_another_configuration_is_not_gone_on_with(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    config = make_config(steps=1)
    await train(config, tmp_path / "run", ALONE, shared_stack.url)
    other = make_config(steps=2, seed=4, optimiser={"learning_rate": 1.0})
    with pytest.raises(CheckpointError, match="other seed, optimiser"):
        await train(other, tmp_path / "run", ALONE, shared_stack.url, resume=True)


async def test_a_run_without_a_checkpoint_begins_again(
    make_config: MakeConfig, shared_stack: Stack, unbroken: Path, tmp_path: Path
) -> None:
    config, directory = several(make_config), tmp_path / "killed"
    killed_in_step(config, directory, shared_stack.url, step=2)
    await train(config, directory, ALONE, shared_stack.url, resume=True)
    assert curve(directory) == curve(unbroken)


class Restarts(threading.Thread):
    """Kills the API and starts it again, once within each of a run's first steps."""

    def __init__(self, stack: Stack, steps: Path) -> None:
        super().__init__()
        self._stack = stack
        self._steps = steps

    def run(self) -> None:
        for done in range(RESTARTS):
            while done and (not self._steps.exists() or self._trained() < done):
                time.sleep(0.005)
            self._stack.api.kill()
            self._stack.start_api()

    def _trained(self) -> int:
        return len(self._steps.read_text().splitlines())


async def test_the_service_may_be_restarted_under_a_step(
    make_config: MakeConfig, make_stack: Callable[..., Stack], unbroken: Path, tmp_path: Path
) -> None:
    stack = make_stack(1)
    directory = tmp_path / "restarted"
    restarts = Restarts(stack, directory / "steps.jsonl")
    restarts.start()
    await train(several(make_config), directory, ALONE, stack.url)
    restarts.join()
    assert curve(directory) == curve(unbroken)


async def test_overlap_is_a_matter_of_time_alone(
    make_config: MakeConfig, shared_stack: Stack, unbroken: Path, tmp_path: Path
) -> None:
    config = several(make_config, rewards={"overlap": False})
    await train(config, tmp_path / "run", ALONE, shared_stack.url)
    assert curve(tmp_path / "run") == curve(unbroken)


async def test_code_and_math_in_one_run(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    """A math task whose answer the model cannot give is a group without variance."""
    rows = tmp_path / "math.jsonl"
    rows.write_text('{"problem": "reverse it :", "answer": "7"}\n')
    lists = make_config().tasks[0].model_dump()
    math = {"kind": "math", "name": "sums", "path": str(rows), "chat": False}
    config = make_config(
        steps=2, tasks=[lists, math], advantages={"reward": "signed"}, rollouts={"prompts": 8}
    )
    await train(config, tmp_path / "run", ALONE, shared_stack.url)
    for record in curve(tmp_path / "run"):
        assert record["by_source"].keys() == {"lists", "sums"}
        assert record["by_source"]["sums"] == 0
        assert record["no_verdict"] == 0
        assert record["reward"] == pytest.approx(2 * record["pass_rate"] - 1)


async def test_a_first_evaluation_that_was_broken_off_is_done_again(
    make_config: MakeConfig, shared_stack: Stack, tmp_path: Path
) -> None:
    lists = make_config().tasks[0].model_dump()
    held_out = {"tasks": [lists, {**lists, "name": "others", "seed": 1}]}
    config, directory = make_config(steps=1, evaluation=held_out), tmp_path / "run"
    RunDirectory(directory).begin(config, resume=False)
    (directory / "evaluations.jsonl").write_text('{"step": 0, "source": "lists"}\n')
    await train(config, directory, ALONE, shared_stack.url, resume=True)
    records = curve(directory, "evaluations")
    sources = [(each["step"], each["source"]) for each in records]
    assert sources == [(0, "lists"), (0, "others"), (1, "lists"), (1, "others")]
