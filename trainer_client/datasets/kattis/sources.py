"""Which language a file is in, by its name."""

from __future__ import annotations

from pathlib import PurePosixPath

BY_SUFFIX = {
    ".py": "python", ".py3": "python", ".c": "c", ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp",
    ".c++": "cpp", ".C": "cpp", ".java": "java", ".kt": "kotlin", ".scala": "scala",
    ".js": "javascript", ".ts": "typescript", ".go": "go", ".rs": "rust", ".sh": "bash",
    ".rb": "ruby", ".pl": "perl", ".php": "php",
    ".cs": "csharp", ".lua": "lua", ".hs": "haskell", ".ml": "ocaml", ".r": "r", ".R": "r",
}  # fmt: skip


def language_by_name(name: str) -> str | None:
    """The service's name of the language; None: it has none for such files."""
    return BY_SUFFIX.get(PurePosixPath(name).suffix)
