"""C and C++ sources made one text: a compiler in the sandbox is given a single file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from sandbox import Program
from service import wire

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"[^\n]*$', re.MULTILINE)


def program_of(judge: wire.Checker | wire.Interactor) -> Program:
    """The program of a checker or interactor, the files it includes by name put in place."""
    return Program(judge.language.value, including(judge.source, judge.files))


def including(source: str, files: Mapping[str, str]) -> str:
    """The source with every `#include "name"` of a given file replaced by the file's text.

    A file is put in at its first place and left out at later ones, as if it had an include
    guard. Names are looked up as they stand, then without their directories.
    """
    given = {PurePosixPath(name).name: text for name, text in files.items()} | dict(files)
    done: set[str] = set()

    def included(found: re.Match[str]) -> str:
        name = found[1] if found[1] in given else PurePosixPath(found[1]).name
        if name not in given:
            return found[0]
        if name in done:
            return ""
        done.add(name)
        return _INCLUDE.sub(included, given[name])

    return _INCLUDE.sub(included, source)
