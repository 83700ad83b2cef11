"""What a package says its programs are judged by: its test data, limits and validators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from softjudge.packages.contents import Package
from softjudge.packages.errors import BrokenPackage, Unsupported
from softjudge.packages.languages import BY_SUFFIX, language_of
from trainer_client import Checker, Compare, Interactor, Limits, Problem, StdioTest
from trainer_client.datasets.kattis.flags import BadFlags, parse_flags

VALIDATOR_FOLDERS = ("output_validators", "output_validator")
GROUP_FILES = ("testdata.yaml", "test_group.yaml")
_HEADERS = (".h", ".hh", ".hpp")
_MAIN = re.compile(r"\bmain\s*\(")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits where the package states none, and those that it never states."""

    cpu_s: Mapping[str, float]  # by language; "" for all others
    memory_mb: int

    def cpu_of(self, language: str) -> float:
        return self.cpu_s.get(language, self.cpu_s[""])


@dataclass(frozen=True, slots=True)
class Statement:
    """A package, read: all but the program's language is settled."""

    tests: tuple[StdioTest, ...]
    compare: Compare
    checker: Checker | None
    interactor: Interactor | None
    cpu_s: float | None
    memory_mb: int | None
    output_kb: int | None

    def problem(self, language: str, bounds: Bounds, tests: tuple[StdioTest, ...]) -> Problem:
        cpu_s = self.cpu_s or bounds.cpu_of(language)
        limits = Limits(
            cpu_s=cpu_s,
            wall_s=3 * cpu_s + 5,
            memory_mb=self.memory_mb or bounds.memory_mb,
            output_kb=self.output_kb,
        )
        return Problem(
            language=language,
            tests=list(tests),
            limits=limits,
            compare=self.compare,
            checker=self.checker,
            interactor=self.interactor,
        )


def read(package: Package) -> Statement:
    """Raises BrokenPackage and Unsupported."""
    settings = _mapping(package, "problem.yaml")
    interactive, custom = _kind(package, settings)
    flags = _flags(package, settings)
    tests = tuple(_tests(package))
    if not tests:
        raise BrokenPackage(f"{package.name}: has no test data")
    validator = _validator(package, flags) if custom else None
    limits = settings.get("limits") or {}
    time_limit = package.files.get(".timelimit") or limits.get("time_limit")
    return Statement(
        tests=tests,
        compare=Compare() if custom else _compare(package, flags),
        checker=Checker(**validator) if validator and not interactive else None,
        interactor=Interactor(**validator) if validator and interactive else None,
        cpu_s=_number(package, time_limit),
        memory_mb=int(_number(package, limits.get("memory")) or 0) or None,
        output_kb=int((_number(package, limits.get("output")) or 0) * 1024) or None,
    )


def _mapping(package: Package, name: str) -> dict[str, Any]:
    try:
        found = yaml.safe_load(package.text(name))
    except yaml.YAMLError as error:
        raise BrokenPackage(f"{package.name}: {name} is no YAML: {error}") from error
    if found is not None and not isinstance(found, dict):
        raise BrokenPackage(f"{package.name}: {name} is no mapping")
    return found or {}


def _kind(package: Package, settings: dict[str, Any]) -> tuple[bool, bool]:
    """(interactive, has a validator of its own), in either version of the format."""
    kinds = settings.get("type") or "pass-fail"
    named = set(kinds.split() if isinstance(kinds, str) else kinds)
    validation = set(str(settings.get("validation") or "default").split())
    if other := named - {"pass-fail", "interactive"} or validation - _VALIDATION:
        raise Unsupported(f"problems that are {', '.join(sorted(map(str, other)))}")
    newer = settings.get("problem_format_version", "legacy") != "legacy"
    own = bool(package.below("output_validator")) if newer else "custom" in validation
    interactive = "interactive" in named | validation
    return interactive, own or interactive


_VALIDATION = {"default", "custom", "interactive"}


def _flags(package: Package, settings: dict[str, Any]) -> str:
    groups = {
        str(_mapping(package, name).get("output_validator_flags") or "").strip()
        for name in package.below("data")
        if PurePosixPath(name).name in GROUP_FILES
    } - {""}
    if len(groups) > 1:
        raise Unsupported("validator flags that differ between test groups")
    return " ".join([str(settings.get("validator_flags") or ""), *groups]).strip()


def _compare(package: Package, text: str) -> Compare:
    try:
        flags = parse_flags(text)
    except BadFlags as error:
        raise BrokenPackage(f"{package.name}: validator_flags: {error}") from error
    return Compare(
        mode="kattis",
        case_sensitive=flags.case_sensitive,
        space_change_sensitive=flags.space_change_sensitive,
        float_absolute_tolerance=flags.absolute,
        float_relative_tolerance=flags.relative,
    )


def _validator(package: Package, flags: str) -> dict[str, Any]:
    """Fields of the Checker or Interactor that the package's validator is."""
    files = [name for folder in VALIDATOR_FOLDERS for name in package.below(folder)]
    sources = [name for name in files if PurePosixPath(name).suffix in BY_SUFFIX]
    if len(sources) > 1:
        sources = [name for name in sources if _MAIN.search(package.text(name))]
    if len(sources) != 1:
        raise Unsupported(f"output validators of {len(sources)} programs")
    [name] = sources
    headers = [each for each in files if PurePosixPath(each).suffix in _HEADERS]
    return {
        "language": language_of(name),
        "source": package.text(name),
        "files": {PurePosixPath(each).name: package.text(each) for each in headers},
        "protocol": "kattis",
        "args": flags.split(),
    }


def _tests(package: Package) -> list[StdioTest]:
    """The pairs, samples first, named by their path below `data`."""
    inputs = [name for folder in ("sample", "secret") for name in package.below(f"data/{folder}")]
    bases = [name.removesuffix(".in") for name in inputs if name.endswith(".in")]
    return [
        StdioTest(
            name=base.removeprefix("data/"),
            stdin=package.text(f"{base}.in"),
            stdout=package.text(f"{base}.ans"),
        )
        for base in bases
    ]


def _number(package: Package, value: Any) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise BrokenPackage(f"{package.name}: a limit is {value!r}, no number") from error
