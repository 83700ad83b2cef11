"""What a compiler made, as one byte string, to be put in place again on another slot.

    >I header length | header (JSON: [[name, executable, size], ...]) | contents

The bytes come from a compiler that a candidate's source has driven, so they are as little
trusted as the candidate: `unpack` writes regular files below one directory and nothing else.
"""

from __future__ import annotations

import json
import os
import stat
import struct

MAX_BYTES = 32 << 20
MAX_FILES = 2000
_LENGTH = struct.Struct(">I")


def pack(directory: str) -> list[bytes]:
    """The directory's files as one byte string, or [] when they are too many or too large."""
    entries: list[tuple[str, bool, int]] = []
    contents: list[bytes] = []
    total = 0
    for parent, directories, names in os.walk(directory):
        directories[:] = [name for name in directories if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode):
                continue
            total += found.st_size
            if total > MAX_BYTES or len(entries) >= MAX_FILES:
                return []
            with open(path, "rb") as file:
                contents.append(file.read())
            executable = bool(found.st_mode & stat.S_IXUSR)
            entries.append((os.path.relpath(path, directory), executable, len(contents[-1])))
    header = json.dumps(entries).encode()
    return [b"".join((_LENGTH.pack(len(header)), header, *contents))]


def unpack(packed: bytes, directory: str, mode: int = 0o755) -> None:
    """Write the files into `directory`, made with this mode. Raises ValueError."""
    os.mkdir(directory, mode)
    (length,) = _LENGTH.unpack(packed[: _LENGTH.size])
    offset = _LENGTH.size + length
    for name, executable, size in json.loads(packed[_LENGTH.size : offset]):
        path = os.path.normpath(os.path.join(directory, name))
        if not path.startswith(directory + "/"):
            raise ValueError(f"an artifact's file outside its directory: {name!r}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "xb") as file:
            file.write(packed[offset : offset + size])
        os.chmod(path, 0o755 if executable else 0o644)
        offset += size
