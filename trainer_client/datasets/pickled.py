"""A pickled string, read without unpickling.

LiveCodeBench ships its private tests as a pickle of one string. A pickle is a program; here
its opcodes are only listed, and anything but those that a string consists of is refused
before it could do anything.
"""

from __future__ import annotations

import pickletools

_TEXT = {"SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE"}
_FRAMING = {"PROTO", "FRAME", "MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT", "STOP"}


class NotAString(ValueError):
    """The bytes are no pickle of one string and nothing else."""


def pickled_string(data: bytes) -> str:
    """The string that `pickle.dumps(string)` made, of any protocol. Raises NotAString."""
    found: list[str] = []
    last = -1
    try:
        for opcode, argument, position in pickletools.genops(data):
            if opcode.name in _TEXT:
                found.append(str(argument))
            elif opcode.name not in _FRAMING:
                raise NotAString(f"holds {opcode.name}, which no pickled string needs")
            last = position or 0
    except NotAString:
        raise
    except (ValueError, IndexError, OverflowError, MemoryError) as error:
        raise NotAString(f"is no pickle: {error}") from error
    if len(found) != 1 or last != len(data) - 1:
        raise NotAString(f"holds {len(found)} strings and {len(data) - 1 - last} bytes behind")
    return found[0]
