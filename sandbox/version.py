"""One name for everything that runs inside the wall: a hash of its files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
GUEST = HERE / "guest"
PRECOMPILE = HERE / "image" / "precompile.sh"
RECIPE = [HERE / "image" / "Dockerfile", PRECOMPILE, HERE / "image" / "md5.rs"]


@cache
def content_hash() -> str:
    """Twelve hex digits that change when the guest or the image recipe does."""
    digest = hashlib.sha256()
    for path in [*RECIPE, *sorted(GUEST.glob("*.py")), *sorted(GUEST.glob("*.json"))]:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
