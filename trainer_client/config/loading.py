"""Reading a configuration file, with values set from the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from trainer_client.config.run import RunConfig
from trainer_client.config.training import TrainingConfig
from trainer_client.errors import ConfigError

C = TypeVar("C", bound=TrainingConfig)


def load(path: str | Path, settings: Sequence[str] = ()) -> RunConfig:
    """What a TOML file says to `softjudge train`; as `load_as`."""
    return load_as(RunConfig, path, settings)


def load_as(kind: type[C], path: str | Path, settings: Sequence[str] = ()) -> C:
    """The configuration in a TOML file. Raises ConfigError, which names field and reason.

    Each of `settings` is `table.field=value`, the value in TOML, or text where it is no TOML.
    """
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    for setting in settings:
        _set(values, setting)
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise ConfigError(f"{path}:\n{_described(error)}") from error


def _set(values: dict[str, Any], setting: str) -> None:
    place, equals, text = setting.partition("=")
    if not equals:
        raise ConfigError(f"{setting!r} is not of the form table.field=value")
    *tables, field = place.strip().split(".")
    table: Any = values
    for name in tables:
        table = _entry(table, name) if isinstance(table, list) else table.setdefault(name, {})
        if not isinstance(table, dict | list):
            raise ConfigError(f"{setting!r}: {name} is no table")
    table[field] = _value(text.strip())


def _entry(tables: list[Any], place: str) -> Any:
    if not place.isdigit() or int(place) >= len(tables):
        raise ConfigError(f"there is no entry {place} among {len(tables)}")
    return tables[int(place)]


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _described(error: ValidationError) -> str:
    """One line for each field that is wrong."""
    return "\n".join(
        f"  {'.'.join(map(str, each['loc'])) or '(the whole file)'}: "
        + each["msg"].removeprefix("Value error, ")
        for each in error.errors(include_url=False)
    )
