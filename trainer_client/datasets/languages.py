"""Languages as data sets call them, and as the service does."""

from __future__ import annotations

from trainer_client.datasets.fields import Fields

NAMES: dict[str, str] = {
    "bash": "bash",
    "c": "c",
    "c#": "csharp",
    "c++": "cpp",
    "cpp": "cpp",
    "cs": "csharp",
    "go": "go",
    "go_test.go": "go",
    "haskell": "haskell",
    "hs": "haskell",
    "java": "java",
    "javascript": "javascript",
    "js": "javascript",
    "kotlin": "kotlin",
    "kt": "kotlin",
    "lua": "lua",
    "ml": "ocaml",
    "ocaml": "ocaml",
    "perl": "perl",
    "php": "php",
    "pl": "perl",
    "py": "python",
    "python": "python",
    "python3": "python",
    "r": "r",
    "rb": "ruby",
    "rs": "rust",
    "ruby": "ruby",
    "rust": "rust",
    "scala": "scala",
    "sh": "bash",
    "ts": "typescript",
    "typescript": "typescript",
}


def language_of(fields: Fields, name: str, published: str) -> str:
    """The service's name of a language that the field `name` holds. Raises UnsupportedForm."""
    found = NAMES.get(published.lower())
    if found is None:
        raise fields.unsupported(name, f"no language here is called {published!r}")
    return found
