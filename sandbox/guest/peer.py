"""Two processes that use each other's objects without sharing memory.

One end runs a candidate's program (`agent`), the other the check (`harness`). A message
is a length and JSON; a request may be answered by a request back (a callback), so each
end answers while it waits. Values cross as data (`values`); what is no data crosses as a
reference `{"t": "ref", "id", "name", "callable"}` into the sender's table, and goes home
as `{"t": "own", "id"}`.

Nothing that arrives is trusted: decoding is strict, and each end serves only the
operations of its own table, on objects that it has handed out itself. Once an answer was
none, or the other end is gone, that stays the outcome, whatever a caller makes of the error.
"""

from __future__ import annotations

import builtins
import json
import os
import struct
from collections.abc import Callable
from typing import Any

from sandbox.guest import values

MAX_MESSAGE = 256 << 20
BY_NAME = "global"  # the one operation on a name; all others are on an object
_LENGTH = struct.Struct(">I")


class PeerGone(Exception):
    """The other end closed the channel."""


class Raised:
    """A reply that is an exception."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


class Peer:
    """One end of the channel.

    operations: what the other end may ask for, by name; each gets decoded arguments.
    wrap: makes the local stand-in for a reference that arrived.
    lend: whether an object that is no data may be handed out as a reference.
    """

    def __init__(
        self,
        fd: int,
        operations: dict[str, Callable[..., object]],
        wrap: Callable[[Peer, int, dict[str, Any]], object],
        lend: Callable[[object], bool],
    ) -> None:
        self._fd = fd
        self._operations = operations
        self._wrap = wrap
        self._lend = lend
        self._lent: dict[int, object] = {}
        self.fault: PeerGone | values.Undecodable | None = None
        self.got_subclass = False  # see values.holds_subclass

    # --- asking ---------------------------------------------------------------------------

    def ask(self, operation: str, *args: object, **kwargs: object) -> Any:
        """The other end's result. Raises what the operation raised there, rebuilt here,
        PeerGone and Undecodable."""
        if self.fault is not None:
            # A new one: an exception that is raised again and again grows by each traceback.
            raise type(self.fault)(*self.fault.args)
        request = {"ask": operation, "args": self._pack(args), "kwargs": self._pack(kwargs)}
        try:
            self._send(request)
            reply = self._reply(args)
        except (PeerGone, values.Undecodable) as error:
            self.fault = error
            raise
        if isinstance(reply, Raised):
            raise reply.error
        return reply

    def _reply(self, args: tuple[object, ...]) -> object:
        """The result, or what was raised, after answering what is asked in between."""
        while "ask" in (message := self._receive()):
            self._answer(message)
        changed = message.get("changed")
        if not isinstance(changed, dict) or not changed.keys() <= set(map(str, range(len(args)))):
            raise values.Undecodable("not a reply")
        for index, new in changed.items():
            update(args[int(index)], self._unpack(new))
        if "raised" in message:
            return Raised(rebuilt(message["raised"]))
        return self._unpack(message.get("returned"))

    def serve(self) -> None:
        """Answer until the other end is gone."""
        while True:
            try:
                message = self._receive()
            except PeerGone:
                return
            self._answer(message)

    def announce(self, message: dict[str, Any]) -> None:
        self._send(message)

    def listen(self) -> dict[str, Any]:
        return self._receive()

    # --- answering ------------------------------------------------------------------------

    def _answer(self, message: dict[str, Any]) -> None:
        reply: dict[str, Any] = {}
        args: list[object] = []
        try:
            # Data has no operations: a type that crossed as data would make objects of the
            # asker's design on this side, among them one that equals everything.
            if message["ask"] != BY_NAME and message["args"][0].get("t") != "own":
                raise values.Undecodable("not an object of this side")
            args = [self._unpack(item) for item in message["args"]]
            kwargs = {str(k): self._unpack(v) for k, v in pairs(message["kwargs"])}
            result = self._operations[message["ask"]](*args, **kwargs)
            reply["returned"] = self._to_json(result)
        except PeerGone:
            raise
        except BaseException as error:  # whatever it is belongs to the one who asked
            reply["raised"] = described(error)
        reply["changed"] = self._changes(message.get("args", []), args)
        self._send(reply)

    def _changes(self, before: list[Any], args: list[object]) -> dict[str, Any]:
        """Mutable containers among the arguments that are no longer what was sent."""
        changed = {}
        for index, (old, arg) in enumerate(zip(before, args, strict=False)):
            if isinstance(arg, (list, dict, set, bytearray)):
                try:
                    new = self._to_json(arg)
                except values.Unencodable:
                    continue
                if new != old:
                    changed[str(index)] = new
        return changed

    # --- values ---------------------------------------------------------------------------

    def _pack(self, given: tuple[object, ...] | dict[str, object]) -> Any:
        if isinstance(given, tuple):
            return [self._to_json(item) for item in given]
        return self._to_json(given)

    def _to_json(self, value: object) -> Any:
        return values.to_json(value, self._reference)

    def _unpack(self, value: Any) -> object:
        return values.from_json(value, self._referred)

    def _reference(self, value: object) -> dict[str, Any]:
        own = getattr(type(value), "softjudge_id", None)
        if own is not None:
            return {"t": "own", "id": own(value)}
        if not self._lend(value):
            raise values.Unencodable(f"{type(value).__name__} is no plain data")
        self._lent[id(value)] = value  # held, so the id stays its own
        return {
            "t": "ref",
            "id": id(value),
            "name": type(value).__name__,
            "callable": callable(value),
        }

    def _referred(self, tagged: dict[str, Any]) -> object:
        kind, number = tagged.get("t"), tagged.get("id")
        if kind == "own" and isinstance(number, int) and number in self._lent:
            return self._lent[number]
        if kind == "ref" and isinstance(number, int):
            return self._wrap(self, number, tagged)
        raise values.Undecodable("unknown reference")

    # --- bytes ----------------------------------------------------------------------------

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        view = memoryview(_LENGTH.pack(len(body)) + body)
        try:
            while view:
                view = view[os.write(self._fd, view) :]
        except OSError as error:
            raise PeerGone from error

    def _receive(self) -> dict[str, Any]:
        (length,) = _LENGTH.unpack(self._take(_LENGTH.size))
        if length > MAX_MESSAGE:
            raise values.Undecodable("message too long")
        body = self._take(length)
        message = values.parse(body)
        self.got_subclass = self.got_subclass or values.holds_subclass(body)
        if not isinstance(message, dict):
            raise values.Undecodable("not a message")
        return message

    def _take(self, size: int) -> bytes:
        pieces = bytearray()
        while len(pieces) < size:
            try:
                piece = os.read(self._fd, min(size - len(pieces), 1 << 20))
            except OSError as error:
                raise PeerGone from error
            if not piece:
                raise PeerGone
            pieces += piece
        return bytes(pieces)


def pairs(tagged: Any) -> list[tuple[Any, Any]]:
    flat = tagged["v"]
    return list(zip(flat[::2], flat[1::2], strict=True))


def update(target: object, new: object) -> None:
    """Change a container in place to equal `new`, keeping inner containers' identity."""
    if isinstance(target, list) and isinstance(new, list):
        for index, (old_item, item) in enumerate(zip(target, new, strict=False)):
            if same_kind(old_item, item):
                update(old_item, item)
            else:
                target[index] = item
        target[len(new) :] = []
        target += new[len(target) :]
    elif isinstance(target, dict) and isinstance(new, dict):
        for key in [key for key in target if key not in new]:
            del target[key]
        for key, item in new.items():
            if key in target and same_kind(target[key], item):
                update(target[key], item)
            else:
                target[key] = item
    elif isinstance(target, set) and isinstance(new, set):
        target.clear()
        target |= new
    elif isinstance(target, bytearray) and isinstance(new, (bytes, bytearray)):
        target[:] = new


def same_kind(one: object, other: object) -> bool:
    return type(one) is type(other) and isinstance(one, (list, dict, set, bytearray))


def described(error: BaseException) -> dict[str, Any]:
    """An exception as data: its types up to Exception, plain arguments, message."""
    try:
        args: Any = values.to_json(list(error.args))
    except values.Unencodable:
        args = None
    try:
        message = str(error)
    except BaseException:  # a candidate's own __str__ may do anything
        message = ""
    return {"types": lineage(type(error)), "args": args, "message": message}


def lineage(kind: type[BaseException]) -> list[tuple[str, bool]]:
    """An exception type and its exception ancestors: name, and whether it is built in."""
    return [
        (ancestor.__name__, is_builtin_exception(ancestor))
        for ancestor in kind.__mro__
        if issubclass(ancestor, BaseException)
    ]


def is_builtin_exception(kind: type) -> bool:
    return getattr(builtins, kind.__name__, None) is kind and issubclass(kind, BaseException)


_made: dict[tuple[str, type], type[BaseException]] = {}


def exception_type(types: Any) -> type[BaseException]:
    """The type for a lineage: a built-in itself, or a local type of that name on the next
    one, always the same for the same lineage."""
    if not isinstance(types, list) or not types:
        return Exception
    name, builtin = str(types[0][0]), types[0][1] is True
    known = getattr(builtins, name, None)
    if builtin and isinstance(known, type) and issubclass(known, BaseException):
        return known
    base = exception_type(types[1:])
    if (name, base) not in _made:
        _made[name, base] = type(name, (base,), {"__module__": "solution"})
    return _made[name, base]


def rebuilt(data: Any) -> BaseException:
    """The exception again, marked as `remote`: it was raised on the other side."""
    types, message, args = None, "", None
    if isinstance(data, dict):
        types, message, args = data.get("types"), str(data.get("message")), data.get("args")
    made: Any = exception_type(types)
    decoded: Any = values.from_json(args) if isinstance(args, list) else [message]
    error: BaseException = made.__new__(made, *decoded)
    error.args = tuple(decoded)
    error.remote = True  # type: ignore[attr-defined]  # every exception has a __dict__
    return error


def is_remote(error: BaseException) -> bool:
    return getattr(error, "remote", False) is True
