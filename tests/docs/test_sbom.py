"""The bill of materials that `make sbom` writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SBOM = ROOT / "build" / "sbom.json"
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_it_names_every_locked_dependency() -> None:
    if not SBOM.exists():
        pytest.skip("`make sbom` has not been run")
    found = json.loads(SBOM.read_text())
    assert found["bomFormat"] == "CycloneDX"
    assert found["metadata"]["component"]["name"] == "softjudge"
    listed = {(canonical(each["name"]), each["version"]) for each in found["components"]}
    pins = PIN.findall((ROOT / "constraints.txt").read_text())
    assert len(pins) > 100
    assert {(canonical(name), version) for name, version in pins} == listed
