"""One name for everything that the math reward's results depend on besides the request."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = (
    "math-verify",
    "latex2sympy2_extended",
    "sympy",
    "mpmath",
    "antlr4-python3-runtime",
)


@cache
def verifier_version() -> str:
    """Twelve hex digits that change when this package or a library that it uses does."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
