"""The check's side: runs assertions about a program that lives in another process.

The candidate's names appear here as proxies. Plain data that a function returns is real
data here, compared here. What is not data is a `Handle`: its methods, attributes and
unary operators are forwarded, but an operator between a handle and plain data is not: the
plain operand may be the expected value, and the candidate must neither see it nor decide
the comparison. Such a comparison is simply unequal.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import json
import os
import sys
import traceback
from typing import Any, NoReturn

from sandbox.guest import values
from sandbox.guest.peer import Peer, PeerGone, Remote

CHECK_FILE = "<check>"
UNARY = "len repr str bool hash int float complex abs index neg pos invert iter next reversed"
BINARY = "lt le gt ge add sub mul truediv floordiv mod pow matmul and_ or_ xor lshift rshift"
FREE = ("round", "format", "getitem", "setitem", "delitem")


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


class Namespace(dict[str, object]):
    """The check's globals: its own names first, then the candidate's.

    Built-ins and standard modules are always the real ones here, whatever the candidate
    calls by their name, except the built-in names in `shadowed`: a test of a function
    named `sum` means the candidate's.
    """

    def __init__(self, peer: Peer, names: dict[str, str], shadowed: set[str]) -> None:
        super().__init__(__name__="check", __builtins__=builtins)
        self._peer = peer
        self._names = names
        self._shadowed = shadowed

    def __missing__(self, name: str) -> object:
        origin = self._names.get(name)
        if origin is None or (hasattr(builtins, name) and name not in self._shadowed):
            raise KeyError(name)
        found = standard(name, origin)
        if found is None:
            found = self._peer.ask("global", name)
        self[name] = found
        return found


def standard(name: str, origin: str) -> object:
    """The standard library's own object that a program has imported by this name."""
    kind, _, rest = origin.partition(":")
    module, _, attribute = rest.partition(":")
    if name in sys.stdlib_module_names:
        return importlib.import_module(name)
    if module.partition(".")[0] not in sys.stdlib_module_names:
        return None
    if kind == "module":
        return importlib.import_module(module)
    return getattr(importlib.import_module(module), attribute, None) if kind == "from" else None


def run(source: bytes, channel: int, report_fd: int) -> NoReturn:
    """Run the check of `{"setup", "check", "entry_point"}`, report, end."""
    order = json.loads(source)
    try:
        outcome, message = judged(order, channel)
    except PeerGone:
        outcome, message = "candidate_gone", "the program ended before the check did"
    except values.Undecodable as error:
        outcome, message = "failed", f"the program answered no plain data: {error}"
    report = json.dumps({"outcome": outcome, "message": message[:2000]}).encode()
    os.write(report_fd, report)
    os._exit(0)


def judged(order: dict[str, Any], channel: int) -> tuple[str, str]:
    """(outcome, message). Raises PeerGone and Undecodable."""
    check, setup, entry_point = order["check"], order["setup"], order["entry_point"]
    try:
        tree = ast.parse(check, CHECK_FILE)
        setup_code = compile(setup, "<setup>", "exec", dont_inherit=True)
        check_code = compile(tree, CHECK_FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return "check_error", "".join(traceback.format_exception_only(error))
    peer = Peer(
        channel,
        {"call": lambda function, *args, **kwargs: function(*args, **kwargs), "next": next},
        lambda peer, number, _: Handle(peer, number),
        lambda value: callable(value) or hasattr(type(value), "__next__"),
    )
    names = peer.listen().get("names")
    if not isinstance(names, dict):
        raise values.Undecodable("no names")
    space = Namespace(peer, names, shadowed(tree, names, entry_point))
    try:
        exec(setup_code, space)
        exec(check_code, space)
        if entry_point is not None and "check" in space:
            if entry_point not in names:
                return "failed", f"the program defines no {entry_point}"
            space["check"](peer.ask("global", entry_point))  # type: ignore[operator]
    except (PeerGone, values.Undecodable):
        raise
    except BaseException as error:  # the test's own end, whatever it is
        return failure(error, check)
    return "passed", ""


def shadowed(tree: ast.AST, names: dict[str, str], entry_point: str | None) -> set[str]:
    """Built-in names that mean the candidate's function here: the entry point, or all that
    the check uses if it uses no other function of the candidate's."""
    if entry_point is not None:
        return {entry_point}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & names.keys()
    own = {name for name in used if names[name] == ""}
    return own if all(hasattr(builtins, name) for name in own) else set()


def failure(error: BaseException, check: str) -> tuple[str, str]:
    kind = "candidate_error" if isinstance(error, Remote) else "failed"
    text = f"{type(error).__name__}: {error}".rstrip(": ")
    lines = check.splitlines()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == CHECK_FILE and frame.lineno and frame.lineno <= len(lines):
            return kind, f"{text}\nin: {lines[frame.lineno - 1].strip()}"
    return kind, text
