"""Coverage-guided fuzzing of what decodes bytes that a hostile program had a hand in.

    make fuzz                                                (60 s for each target)
    python -m tests.fuzz.decoders values -max_total_time=600

Targets:

    values      a returned value, decoded and compared as the judge does
    trees       the same, made of parts that fit together more often
    frames      what a supervisor sends, read as the host does
    artifacts   what a compiler made, unpacked as the supervisor does

Each may refuse by its own exception and by nothing else. Stops at the first input that breaks
that, and writes it to a file, as libFuzzer does. Needs `pip install '.[fuzz]'`.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import struct
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports():
    from sandbox.errors import SlotLost
    from sandbox.guest import artifacts, frames, values
    from sandbox.slot import Slot
    from service.judge.calls import difference

TAGS = (
    *("int", "float", "tuple", "set", "frozenset", "deque", "dict", "OrderedDict", "Counter"),
    *("bytes", "bytearray", "complex", "type", "range", "Decimal", "Fraction", "datetime", "date"),
    *("time", "timedelta", "ref", "own"),
)
TEXTS = (
    "nan",
    "inf",
    "-inf",
    "0",
    "ff",
    "-1e9",
    "1E+999999",
    "2026-01-01",
    "12:00",
    "object",
    "()",
)

SEEDS: dict[str, list[bytes]] = {
    "values": [
        values.encode(value)
        for value in (
            *(None, True, 2**70, 1.5, float("nan"), "text", b"bytes", 1j, range(3)),
            *([1, [2, (3, {4})]], {"a": 1, 2: [None]}, frozenset({1}), type(None)),
        )
    ]
    + [b'{"t": "Fraction", "v": [1, 2]}', b'{"t": "datetime", "v": "2026-01-01T00:00:00"}'],
    "trees": [bytes(range(64)), bytes(range(255, 100, -1))],
    "frames": [
        frames.pack({"op": "ready", "languages": ["python"]}),
        frames.pack({"op": "executed", "exit_code": 0}, [b"1\n", b""]),
    ],
    "artifacts": [
        struct.pack(">I", 21) + json.dumps([["main", True, 2]]).encode() + b"\x7fE",
    ],
}


def decode_value(data: bytes) -> None:
    try:
        value = values.decode(data)
    except values.Undecodable:
        return
    for expected in (None, [1, 6.5], {"a": 1}, "text", value):
        found = difference(expected, value)
        assert found is None or len(found) < 1000
    again = values.decode(values.encode(value))
    assert repr(again) == repr(value) or again == value


def decode_tree(data: bytes) -> None:
    decode_value(json.dumps(tree(atheris.FuzzedDataProvider(data), 0)).encode())


def tree(provider: atheris.FuzzedDataProvider, depth: int) -> object:
    """JSON that looks like an encoded value."""
    kind = provider.ConsumeIntInRange(0, 4 if depth > 8 else 7)
    match kind:
        case 0:
            return provider.PickValueInList([None, True, False, {}, []])
        case 1:
            return provider.ConsumeInt(9)
        case 2:
            return provider.ConsumeRegularFloat()
        case 3:
            return provider.ConsumeUnicode(6)
        case 4:
            return provider.PickValueInList(list(TEXTS))
    items = [tree(provider, depth + 1) for _ in range(provider.ConsumeIntInRange(0, 4))]
    if kind == 5:
        return items
    content = items if kind == 6 else tree(provider, depth + 1)
    return {"t": provider.PickValueInList(list(TAGS)), "v": content}


def read_frames(data: bytes) -> None:
    stream = io.BytesIO(data)

    class Scripted:
        def send(self, data: bytes) -> None: ...

        def receive(self, timeout_s: float) -> bytes:
            return stream.read(7)

        def close(self) -> None: ...

    with contextlib.suppress(SlotLost):
        Slot(Scripted())


def unpack_artifact(data: bytes) -> None:
    place = Path(tempfile.mkdtemp(dir="/dev/shm"))
    try:
        with contextlib.suppress(ValueError):
            artifacts.unpack(data, str(place / "build"))
        assert [path.name for path in place.iterdir()] in ([], ["build"])
    finally:
        shutil.rmtree(place)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "values": decode_value,
    "trees": decode_tree,
    "frames": read_frames,
    "artifacts": unpack_artifact,
}


def main(target: str, options: list[str]) -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS[target]):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *options, corpus], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
