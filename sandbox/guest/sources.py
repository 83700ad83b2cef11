"""What a program's source text says about how it wants to be stored and started.

Sources come from candidates and are read by the supervisor: every search here takes time in
proportion to the text, whatever it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sandbox.guest.preload import LIBRARY

MAX_NAME = 200  # bytes of a file's name; a class with a longer one does not compile


def _importing(*names: str) -> re.Pattern[bytes]:
    words = "|".join(names)
    return re.compile(rf"^[ \t]*(?:import|from)[ \t][^\n]*\b(?:{words})\b".encode(), re.M)


_NUMERIC = _importing("numpy", "scipy", "pandas")
_LIBRARY = _importing(*LIBRARY)
_DRAWING = (b"random", b"statistics", b"scipy", b"pandas", b"networkx", b"sklearn", b"sympy")
_MODULE = re.compile(
    rb"^[ \t]*(?:import[ \t]*[{*'\"]|import[ \t]+[\w$]+(?:[ \t]*,|[ \t]+from\b)"
    rb"|export[ \t]*(?:[{*]|(?:default|const|let|var|function|async|class)\b))",
    re.M,
)
_PACKAGE = re.compile(r"^[ \t]*package[ \t]+([\w.]+)", re.M)
# Comments and literals, which may hold anything; an unclosed one is taken as far as it goes.
_OPAQUE = re.compile(
    r'//[^\n]*|/\*.*?(?:\*/|\Z)|"""(?:\\.?|[^\\])*?(?:"""|\Z)'
    r"""|"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?""",
    re.S,
)
_TOKEN = re.compile(r"[{}]|[\w$]+")
_TYPES = {"class", "interface", "enum", "record", "object"}


@lru_cache(maxsize=2)  # it is asked for each case
def python_role(source: bytes, called: bool) -> str:
    """The leanest interpreter that has loaded what a Python program, run or called, imports."""
    if _NUMERIC.search(source):
        return "numeric"
    return "library" if called or _LIBRARY.search(source) else "main"


@lru_cache(maxsize=2)
def draws(source: bytes) -> bool:
    """Whether a Python program may use random numbers, by itself or by a package."""
    return any(word in source for word in _DRAWING)


def javascript_file(source: bytes) -> str:
    """Node tells modules from scripts by the file's name."""
    return "main.mjs" if _MODULE.search(source) else "main.js"


def java_file(source: bytes) -> str:
    """javac wants the file of a public class to have its name."""
    name = _Classes.of(source).public or "Main"
    return f"{name}.java" if len(name.encode()) <= MAX_NAME else "Main.java"


def java_main(source: bytes) -> str:
    classes = _Classes.of(source)
    return classes.main(classes.public or "Main")


def kotlin_main(source: bytes) -> str:
    """A `main` outside of all classes belongs to one named after the file, Main.kt."""
    return _Classes.of(source).main("MainKt")


class _Classes:
    """The outermost classes of a program in Java or Kotlin."""

    def __init__(self, text: str) -> None:
        text = _OPAQUE.sub(" ", text)
        found = _PACKAGE.search(text)
        self._package = f"{found[1]}." if found else ""
        self._with_main: list[str] = []  # "" for a `main` in no class
        self.public = ""
        self._read([token[0] for token in _TOKEN.finditer(text)])

    @staticmethod
    @lru_cache(2)
    def of(source: bytes) -> _Classes:
        return _Classes(source.decode("utf-8", "replace"))

    def main(self, otherwise: str) -> str:
        """The class to start, of those with a `main`: the public one, else `Main`, else the
        first. `otherwise` where there is none, or its `main` is in no class."""
        preferred = [name for name in (self.public, "Main") if name in self._with_main]
        return self._package + ([*preferred, *self._with_main, ""][0] or otherwise)

    def _read(self, tokens: list[str]) -> None:
        depth, outermost, public = 0, "", False
        for before, token in zip(["", *tokens], tokens, strict=False):
            if token in "{}":
                depth += 1 if token == "{" else -1
                public = public and depth > 0
            elif token == "main" and before in ("void", "fun"):
                self._with_main.append(outermost if depth else "")
            elif depth == 0:
                public = public or token == "public"
                if before in _TYPES:
                    outermost = token
                    self.public = self.public or (token if public else "")
