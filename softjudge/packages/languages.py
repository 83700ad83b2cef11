"""Which language a file is in, by its name and, for Java, what its main class is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from softjudge.packages.errors import Unsupported

BY_SUFFIX = {
    ".py": "python", ".py3": "python", ".c": "c", ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp",
    ".c++": "cpp", ".C": "cpp", ".java": "java", ".js": "javascript", ".ts": "typescript",
    ".go": "go", ".rs": "rust", ".sh": "bash", ".rb": "ruby", ".pl": "perl", ".php": "php",
    ".cs": "csharp", ".lua": "lua", ".hs": "haskell", ".ml": "ocaml", ".r": "r", ".R": "r",
}  # fmt: skip


def language_of(name: str) -> str:
    """Raises Unsupported."""
    suffix = PurePosixPath(name).suffix
    if suffix not in BY_SUFFIX:
        raise Unsupported(f"files named *{suffix}" if suffix else "files without a suffix")
    return BY_SUFFIX[suffix]


def program_text(name: str, text: str) -> str:
    """The source as it is judged: in Java the class that the file is named after is public,
    which is how the main class is found."""
    stem = PurePosixPath(name).stem
    if language_of(name) != "java" or re.search(r"^\s*public\s+(\w+\s+)*class\s", text, re.M):
        return text
    return re.sub(rf"^(\s*)((?:final\s+)?class\s+{re.escape(stem)}\b)", r"\1public \2", text,
                  count=1, flags=re.M)  # fmt: skip
