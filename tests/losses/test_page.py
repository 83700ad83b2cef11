"""What docs/losses.md says is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.losses.steps import NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "losses.md").read_text(encoding="utf-8")


def test_its_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    printed = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, check=True
    ).stdout
    assert {name for name in re.findall(r"'(\w+)'", printed) if f"`{name}`" not in PAGE} == {"loss"}


def test_every_loss_is_in_its_table() -> None:
    assert sorted(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == sorted(["name", *NAMES])
