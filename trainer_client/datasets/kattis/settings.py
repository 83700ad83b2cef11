"""problem.yaml, and the YAML files that configure groups of test data."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from trainer_client.datasets.errors import MissingPackage
from trainer_client.datasets.fields import Fields
from trainer_client.datasets.folders import Folder

PROBLEM = "problem.yaml"
GROUP_FILES = ("testdata.yaml", "test_group.yaml")  # of the legacy format, and of newer ones

_TYPES = {"pass-fail", "scoring", "interactive"}
_VALIDATION = {"default", "custom", "interactive", "score"}


def yaml_of(folder: Folder, name: str) -> Fields:
    """The mapping in a YAML file; an empty one where the file is empty."""
    try:
        yaml: Any = importlib.import_module("yaml")
    except ImportError as error:
        raise MissingPackage("reading Kattis packages needs PyYAML (pip install pyyaml)") from error
    try:
        found = yaml.safe_load(folder.text(name))
    except yaml.YAMLError as error:
        raise folder.fields.malformed(f"files[{name}]", f"is no YAML: {error}") from error
    return folder.inner(name, {} if found is None else found)


@dataclass(frozen=True)
class Settings:
    """What problem.yaml says of how a package is judged, in any version of the format."""

    folder: Folder
    problem: Fields
    groups: dict[str, Fields]  # configurations, by the directory that each is for

    @cached_property
    def legacy(self) -> bool:
        return self.problem.text("problem_format_version", "legacy").startswith("legacy")

    @cached_property
    def kinds(self) -> set[str]:
        """Of `pass-fail`, `scoring`, `interactive`. Raises UnsupportedForm for others."""
        return self._words("type", "pass-fail", _TYPES)

    @cached_property
    def _validation(self) -> set[str]:
        return self._words("validation", "default", _VALIDATION)

    @property
    def interactive(self) -> bool:
        return "interactive" in self.kinds | self._validation

    @property
    def scoring(self) -> bool:
        return "scoring" in self.kinds

    @property
    def custom(self) -> bool:
        """Whether the package's own validator judges."""
        if self.legacy:
            return bool(self._validation & {"custom", "interactive"})
        return self.interactive or bool(self.folder.below("output_validator"))

    @property
    def gives_points(self) -> bool:
        """Whether the validator may."""
        return self.custom and self.scoring and (not self.legacy or "score" in self._validation)

    def validator_flags(self) -> list[str]:
        """The validator's arguments: the problem's, then those of its groups, which must be the
        same for all that have some."""
        common = self.problem.text("validator_flags", "").split()
        own = {tuple(_arguments(each)) for each in self.groups.values()} - {()}
        if len(own) > 1:
            message = "validator flags that differ between test groups"
            raise self.folder.fields.unsupported("files", message)
        return [*common, *(own.pop() if own else ())]

    def _words(self, name: str, default: str, known: set[str]) -> set[str]:
        """A setting that is a list of words, or a string of them."""
        found = self.problem.value(name) if self.problem.has(name) else default
        words = set(found.split() if isinstance(found, str) else self.problem.texts(name))
        if others := words - known:
            message = f"problems of the {name} {', '.join(sorted(others))}"
            raise self.problem.unsupported(name, message)
        return words


def read_settings(folder: Folder) -> Settings:
    groups = {
        str(PurePosixPath(name).parent): yaml_of(folder, name)
        for name in folder.below("data")
        if PurePosixPath(name).name in GROUP_FILES
    }
    return Settings(folder, yaml_of(folder, PROBLEM), groups)


def _arguments(group: Fields) -> list[str]:
    if group.has("output_validator_args"):
        return group.texts("output_validator_args")
    return group.text("output_validator_flags", "").split()
