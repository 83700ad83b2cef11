"""The candidate's side of call and assert cases: load the program, do what is asked."""

from __future__ import annotations

import marshal
import operator
import sys
from collections.abc import Callable, Iterator
from types import CodeType, ModuleType
from typing import Any, NoReturn

from sandbox.guest import program, values
from sandbox.guest.peer import BY_NAME, Peer, PeerGone, lineage

OPERATORS = (
    *("getitem", "setitem", "delitem", "neg", "pos", "invert", "index"),
    *("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "floordiv", "mod"),
    *("pow", "matmul", "and_", "or_", "xor", "lshift", "rshift"),
)

# What a check may ask of the candidate's objects. Operands are the candidate's own.
OPERATIONS: dict[str, Callable[..., object]] = {
    "call": lambda function, *args, **kwargs: function(*args, **kwargs),
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "isinstance": isinstance,
    "dir": dir,
    **{f.__name__: f for f in (iter, next, len, repr, str, bool, hash, int, float, complex)},
    **{f.__name__: f for f in (abs, round, reversed, format, divmod)},
    **{name: getattr(operator, name) for name in OPERATORS},
}


def answer_one(code: CodeType, path: str, request: bytes, value_fd: int) -> NoReturn:
    """Load the program, make the one call, write the encoded value, end as a program."""
    function, args, kwargs = marshal.loads(request)
    try:
        module = program.load(code, path, program.MODULE)
        result = target(module, function)(*args, **kwargs)
        encoded = values.encode(result)
    except values.Unencodable as error:
        print(f"the returned value cannot be judged: {error}", file=sys.stderr)
        program.write_all(value_fd, values.NO_DATA)
        program.finish(1)
    except BaseException as error:  # the program's own end, whatever it is
        program.finish(program.status_of(error))
    program.write_all(value_fd, encoded)
    program.finish(0)


def target(module: ModuleType, path: str) -> Callable[..., object]:
    """The function named "f" or "Class().method"."""
    owner, _, method = path.partition("().")
    found = getattr(module, owner)
    return getattr(found(), method) if method else found  # type: ignore[no-any-return]


def serve(code: CodeType, path: str, channel: int) -> NoReturn:
    """Load the program and serve a check until it is done."""
    try:
        module = program.load(code, path, program.MODULE)
    except BaseException as error:  # the program's own end, whatever it is
        program.finish(program.status_of(error))
    names = {name: origin(module, value) for name, value in list(vars(module).items())}
    operations = {**OPERATIONS, BY_NAME: lambda name: vars(module)[name]}
    peer = Peer(channel, operations, stand_in, lambda value: True)
    try:
        peer.announce({"names": names})
        peer.serve()
    except PeerGone:
        pass
    program.finish(0)


def origin(module: ModuleType, value: object) -> list[Any]:
    """Where a global comes from: ["module", NAME] for an imported module, ["from", MODULE,
    NAME] for an imported function or class, ["exception", LINEAGE] for an exception type,
    [] for anything else of the program's own."""
    if isinstance(value, ModuleType):
        return ["module", value.__name__]
    home, name = getattr(value, "__module__", None), getattr(value, "__name__", None)
    if isinstance(home, str) and isinstance(name, str) and home != module.__name__:
        return ["from", home, name]
    if isinstance(value, type) and issubclass(value, BaseException):
        return ["exception", lineage(value)]
    return []


_stand_ins: dict[int, object] = {}  # the same object is the same stand-in each time


def stand_in(peer: Peer, number: int, tagged: dict[str, Any]) -> object:
    """A check's function or iterator, as the candidate gets it."""
    if number not in _stand_ins:
        make = callback if tagged.get("callable") else walk
        _stand_ins[number] = make(peer, Lender(number))
    return _stand_ins[number]


def callback(peer: Peer, reference: Lender) -> Callable[..., object]:
    return lambda *args, **kwargs: peer.ask("call", reference, *args, **kwargs)


def walk(peer: Peer, reference: Lender) -> Iterator[object]:
    while True:
        try:
            yield peer.ask("next", reference)
        except StopIteration:
            return


class Lender:
    """Names an object of the other side in a request."""

    def __init__(self, number: int) -> None:
        self._number = number

    def softjudge_id(self) -> int:
        return self._number
