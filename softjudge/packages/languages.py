"""Which language a file is in, by its name."""

from __future__ import annotations

from pathlib import PurePosixPath

from softjudge.packages.errors import Unsupported

BY_SUFFIX = {
    ".py": "python", ".py3": "python", ".c": "c", ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp",
    ".c++": "cpp", ".C": "cpp", ".java": "java", ".kt": "kotlin", ".scala": "scala",
    ".js": "javascript", ".ts": "typescript", ".go": "go", ".rs": "rust", ".sh": "bash",
    ".rb": "ruby", ".pl": "perl", ".php": "php",
    ".cs": "csharp", ".lua": "lua", ".hs": "haskell", ".ml": "ocaml", ".r": "r", ".R": "r",
}  # fmt: skip


def language_of(name: str) -> str:
    """Raises Unsupported."""
    suffix = PurePosixPath(name).suffix
    if suffix not in BY_SUFFIX:
        raise Unsupported(f"files named *{suffix}" if suffix else "files without a suffix")
    return BY_SUFFIX[suffix]
