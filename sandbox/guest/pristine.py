"""Keeps the test frameworks as they were before a program in the same process ran.

What counts is what they do: functions and classes, and how imports are found. Their other
globals change as they work.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

ROOTS = frozenset({"_pytest", "pluggy", "pytest", "unittest"})
KINDS = (FunctionType, classmethod, property, staticmethod, type)


class Pristine:
    """A memory of everything that is loaded of the frameworks."""

    def __init__(self) -> None:
        modules = {name: each for name, each in sys.modules.items() if _ours(name)}
        owners: list[ModuleType | type] = [*modules.values(), *_classes(modules.values())]
        self._modules = modules
        self._held = [(owner, _kept(owner)) for owner in owners]
        self._codes = [(each, each.__code__) for _, held in self._held for each in _functions(held)]
        self._builtins = dict(vars(builtins))
        self._finders = list(sys.meta_path), list(sys.path_hooks)

    def restore_all(self) -> None:
        """Undo what a program changed as it loaded, built-in functions and importing included."""
        vars(builtins).update(self._builtins)
        sys.meta_path[:], sys.path_hooks[:] = self._finders
        sys.modules.update(self._modules)
        self.restore()

    def restore(self) -> bool:
        """Undo changes of the frameworks; whether there were any."""
        changed = False
        for function, code in self._codes:
            if function.__code__ is not code:
                function.__code__ = code
                changed = True
        for owner, held in self._held:
            now = vars(owner)
            for name, value in held.items():
                if now.get(name) is not value:
                    setattr(owner, name, value)
                    changed = True
        return changed


def _ours(module: str) -> bool:
    return module.partition(".")[0] in ROOTS


def _classes(modules: Any) -> Iterator[type]:
    seen: set[int] = set()
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, type) and _ours(value.__module__) and id(value) not in seen:
                seen.add(id(value))
                yield value


def _kept(owner: ModuleType | type) -> dict[str, Any]:
    return {name: value for name, value in vars(owner).items() if isinstance(value, KINDS)}


def _functions(held: dict[str, Any]) -> Iterator[FunctionType]:
    for value in held.values():
        inner = getattr(value, "__func__", getattr(value, "fget", value))
        if isinstance(inner, FunctionType):
            yield inner
