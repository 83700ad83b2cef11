"""The candidate's objects and names, as a check sees them from its own process.

Plain data that a function returns is real data here, compared here. What is not data is a
`Handle`: its methods, attributes and unary operators are forwarded, but an operator between
a handle and plain data is not: the plain operand may be the expected value, and the
candidate must neither see it nor decide the comparison. Such a comparison is simply unequal.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import sys
from typing import Any

from sandbox.guest import values
from sandbox.guest.peer import BY_NAME, Peer, PeerGone, exception_type, is_remote

UNARY = "len repr str bool hash int float complex abs index neg pos invert iter next reversed"
BINARY = "lt le gt ge add sub mul truediv floordiv mod pow matmul and_ or_ xor lshift rshift"
FREE = ("round", "format", "getitem", "setitem", "delitem")
# Special attributes that are asked for. Others are hooks by which a library would let the
# object act in its place, or reach into this process's memory (`__array_interface__`).
FACTS = ("doc", "name", "qualname", "module", "dict", "annotations", "defaults", "wrapped")


class Handle:
    """An object of the candidate's that is no plain data."""

    __slots__ = ("_softjudge_id", "_softjudge_peer")
    _softjudge_id: int
    _softjudge_peer: Peer

    def __init__(self, peer: Peer, number: int) -> None:
        object.__setattr__(self, "_softjudge_peer", peer)
        object.__setattr__(self, "_softjudge_id", number)

    def softjudge_id(self) -> int:
        return self._softjudge_id

    def __call__(self, *args: object, **kwargs: object) -> object:
        return self._softjudge_peer.ask("call", self, *args, **kwargs)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name.strip("_") not in FACTS:
            raise AttributeError(name)
        return self._softjudge_peer.ask("getattr", self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._softjudge_peer.ask("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._softjudge_peer.ask("delattr", self, name)

    def __dir__(self) -> Any:
        return self._softjudge_peer.ask("dir", self)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, Handle) and bool(
            self._softjudge_peer.ask("isinstance", value, self)
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Handle):
            return False
        return bool(self._softjudge_peer.ask("eq", self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other


def _add_operators() -> None:
    def forward(operation: str) -> Any:
        return lambda self, *args: self._softjudge_peer.ask(operation, self, *args)

    def between_handles(operation: str) -> Any:
        def operate(self: Handle, other: object) -> object:
            if not isinstance(other, Handle):
                return NotImplemented
            return self._softjudge_peer.ask(operation, self, other)

        return operate

    for name in (*UNARY.split(), *FREE):
        setattr(Handle, f"__{name}__", forward(name))
    for name in BINARY.split():
        setattr(Handle, f"__{name.strip('_')}__", between_handles(name))


_add_operators()


class Candidate:
    """The program on the other side: its global names, resolved for a check."""

    def __init__(self, channel: int) -> None:
        """Waits until the program is loaded. Raises PeerGone and values.Undecodable."""
        self._peer = Peer(
            channel,
            {"call": lambda function, *args, **kwargs: function(*args, **kwargs), "next": next},
            lambda peer, number, _: Handle(peer, number),
            lambda value: callable(value) or hasattr(type(value), "__next__"),
        )
        names = self._peer.listen().get("names")
        if not isinstance(names, dict):
            raise values.Undecodable("no names")
        self.names: dict[str, Any] = names
        self.used: set[str] = set()  # names that stood for more than a module

    @property
    def fault(self) -> PeerGone | values.Undecodable | None:
        """What makes the program's answers worthless, whatever the check made of it."""
        return self._peer.fault

    @property
    def oddities(self) -> list[str]:
        """What in the program's answers is odd, of what `sandbox.types.Oddity` lists."""
        stray = isinstance(self.fault, values.Undecodable)
        found = {"subclass": self._peer.got_subclass, "stray_bytes": stray}
        return [name for name, there in found.items() if there]

    def own(self, name: str) -> bool:
        """Whether the name is the program's here, and nothing of the standard library."""
        if name not in self.names or name in sys.stdlib_module_names:
            return False
        return standard(name, self.names[name]) is None

    def resolve(self, name: str, meant: bool = False) -> object:
        """What the name stands for here. Raises KeyError for a name that the program never had,
        PeerGone and values.Undecodable.

        Modules of the standard library, and what a program imports from them, are the real
        ones of this process, also where a program has something else by a module's name, unless
        that is `meant`; exception types are local types, so that they can be caught.
        """
        origin = self.names[name]
        if not meant and name in sys.stdlib_module_names:
            return importlib.import_module(name)
        if origin[:1] != ["module"]:
            self.used.add(name)
        match origin:
            case ["exception", lineage]:
                return exception_type(lineage)
        found = standard(name, origin)
        return self._look_up(name) if found is None else found

    def _look_up(self, name: str) -> object:
        """A name that the program had when it was loaded: one that it cannot give is a fault."""
        try:
            return self._peer.ask(BY_NAME, name)
        except Exception as error:
            if not is_remote(error):
                raise
            self._peer.fault = PeerGone(f"the program no longer has {name}")
            raise self._peer.fault from error


def standard(name: str, origin: object) -> object:
    """The standard library's object that a program has imported by this name, or None.

    Under another name it stays the program's: a tested function must not become whatever the
    program says that it is, such as the type of `unittest.mock.ANY`.
    """
    match origin:
        case ["from", str(module), attribute] if attribute == name:
            if module.partition(".")[0] in sys.stdlib_module_names:
                return getattr(importlib.import_module(module), name, None)
    return None


class Namespace(dict[str, object]):
    """A check's globals: its own names first, then the candidate's.

    Built-ins are always the real ones, whatever the candidate calls by their name, except
    those in `meant`: a test of a function named `sum` means the candidate's.
    """

    def __init__(self, candidate: Candidate, meant: set[str]) -> None:
        super().__init__(__name__="check", __builtins__=builtins)
        self._candidate = candidate
        self._meant = meant

    def __missing__(self, name: str) -> object:
        if hasattr(builtins, name) and name not in self._meant:
            raise KeyError(name)
        found = self[name] = self._candidate.resolve(name, name in self._meant)
        return found


def meant(tree: ast.AST, candidate: Candidate, entry_point: str | None) -> set[str]:
    """Names of built-in functions and standard modules that mean the candidate's here: the entry
    point; else modules' names that are called, and all built-in names that the check uses if
    it uses no other function of the candidate's."""
    if entry_point is not None:
        return {entry_point}
    nodes = list(ast.walk(tree))
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    called = {
        node.func.id
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    own = {name for name in used if candidate.own(name)}
    modules = called & candidate.names.keys() & sys.stdlib_module_names
    return modules | (own if all(hasattr(builtins, name) for name in own) else set())


def in_words(error: BaseException | None) -> str:
    """An error's type and message, or its type alone where it holds a handle that does not
    print."""
    try:
        return f"{type(error).__name__}: {error}".rstrip(": ")
    except Exception:
        return type(error).__name__
