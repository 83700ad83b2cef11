"""What compilers made, kept by the content that it was made of: a worker's memory of them."""

from __future__ import annotations

from collections import OrderedDict

from sandbox.types import Program


class Artifacts:
    """The most recently used artifacts, up to a number of bytes in all."""

    def __init__(self, max_bytes: int = 256 << 20) -> None:
        self._max_bytes = max_bytes
        self._size = 0
        self._kept: OrderedDict[Program, bytes] = OrderedDict()

    def find(self, program: Program) -> bytes | None:
        artifact = self._kept.get(program)
        if artifact is not None:
            self._kept.move_to_end(program)
        return artifact

    def keep(self, program: Program, artifact: bytes) -> None:
        self._size += len(artifact) - len(self._kept.pop(program, b""))
        self._kept[program] = artifact
        while self._size > self._max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)
