"""Calls: arguments go in and the returned value comes out, as data."""

from __future__ import annotations

import math
import textwrap
from collections import Counter, OrderedDict, deque
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from sandbox import CallCase, Execution
from sandbox.guest import values
from tests.sandbox.box import Box

ECHO = "def f(*args, **kwargs): return args[0] if args else kwargs"


def called(box: Box, source: str, case: CallCase | None = None) -> Execution:
    return box.run(textwrap.dedent(source), [case or CallCase("f")])[0]


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1,
        10**400,
        -(2**64),
        2**53,
        0.1,
        -0.0,
        1e308,
        math.inf,
        -math.inf,
        "",
        "grüße 🙂\0\n",
        "\ud800",
        b"\0\xff",
        bytearray(b"ab"),
        1 + 2j,
        [],
        [1, [2, [3, [None]]]],
        (),
        (1, "a", [2.5], (3,)),
        {1, 2, 3},
        frozenset({"a"}),
        {"a": 1, 2: "b", (3, 4): [5], None: {True}},
        OrderedDict(b=1, a=2),
        deque([1, 2]),
        Counter("aab"),
        range(1, 10, 3),
        Decimal("1.10"),
        Fraction(1, 3),
        {"a": [{"b": ({"c": 1},)}]},
    ],
    ids=repr,
)
def test_values_come_back(quick: Box, value: object) -> None:
    makers = "from collections import *\nfrom decimal import *\nfrom fractions import *\n"
    returning = f"{makers}from math import inf\ndef f(): return {value!r}"
    same(quick.call(returning, "f"), value)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 0, -1, 10**400, -(2**64), 2**53, 0.1, -0.0, 1e308, math.inf, "", "\ud800"),
        *("grüße 🙂\0\n", [], [1, [2.5, [3, [None]]]], {}, {"a": [{"b": True}], "": "\0"}),
    ],
    ids=repr,
)
def test_arguments_arrive(quick: Box, value: object) -> None:
    same(quick.call(ECHO, "f", value), value)


def same(back: object, value: object) -> None:
    assert (type(back), back) == (type(value), value)
    assert repr(back) == repr(value)  # tells -0.0 from 0.0, and the types within


def test_nan_crosses(quick: Box) -> None:
    back: Any = quick.call(ECHO, "f", [math.nan])
    assert math.isnan(back[0])


def test_types_are_told_apart(quick: Box) -> None:
    """A tuple is no list, True is not 1, 1.0 is not 1, where the program asks."""
    source = "def f(*args): return [type(a).__name__ for a in args]"
    given: list[object] = [[], (), True, 1, 1.0, "1", b"1", {1}, {1: 1}, None]
    names = ["list", "tuple", "bool", "int", "float", "str", "bytes", "set", "dict", "NoneType"]
    assert quick.call(source, "f", *given) == names


def test_keyword_arguments(quick: Box) -> None:
    assert quick.call(ECHO, "f", x=1, y=[2]) == {"x": 1, "y": [2]}
    source = "def f(a, /, b, *, c=3): return [a, b, c]"
    assert quick.call(source, "f", 1, b=2) == [1, 2, 3]


def test_methods_of_a_fresh_object(quick: Box) -> None:
    """LeetCode's form. Each call has an object of its own."""
    source = """
        class Solution:
            def __init__(self): self.seen = []
            def add(self, x):
                self.seen.append(x)
                return self.seen
    """
    cases = [CallCase("Solution().add", (i,)) for i in range(3)]
    seen = quick.run(textwrap.dedent(source), cases)
    assert [each.value for each in seen] == [b"[0]", b"[1]", b"[2]"]


@pytest.mark.parametrize(
    ("source", "function"),
    [
        ("def other(): pass", "f"),
        ("f = 5", "f"),
        ("def f(x): return x", "f"),
        ("class Solution: pass", "Solution().f"),
        ("def f(): raise ValueError('no')", "f"),
        ("def f(): raise SystemExit(0)", "f"),
        ("def f(): raise KeyboardInterrupt", "f"),
        ("1 / 0", "f"),
    ],
    ids=["missing", "no function", "arity", "no method", "raises", "exits", "interrupts", "load"],
)
def test_a_call_that_does_not_return_has_no_value(quick: Box, source: str, function: str) -> None:
    seen = called(quick, source, CallCase(function))
    assert seen.value is None
    assert seen.exit_code in ((0,) if "SystemExit" in source else (1,))


def test_a_hard_exit_is_no_value(quick: Box) -> None:
    for place in ("import os; os._exit(0)\ndef f(): return 1", "def f():\n import os; os._exit(0)"):
        seen = called(quick, place)
        assert (seen.exit_code, seen.value) == (0, None)


def test_an_exit_handler_does_not_take_the_value_back(quick: Box) -> None:
    source = "import atexit, os\ndef f():\n    atexit.register(os._exit, 3)\n    return 5"
    seen = called(quick, source)
    assert (seen.exit_code, seen.value) == (3, b"5")


@pytest.mark.parametrize(
    "returned",
    [
        "object()",
        "lambda: 1",
        "open('/dev/null')",
        "(x for x in [1])",
        "sys.modules",
        "[1, [object()]]",
        "loop()",
        "deep(10_000)",
    ],
)
def test_what_is_no_plain_data_cannot_be_judged(quick: Box, returned: str) -> None:
    source = f"""
        import sys
        def loop():
            a = []
            a.append(a)
            return a
        def deep(n):
            a = []
            for _ in range(n): a = [a]
            return a
        def f(): return {returned}
    """
    seen = called(quick, source)
    assert (seen.exit_code, seen.value) == (1, None)
    assert b"cannot be judged" in seen.stderr


def test_subclasses_arrive_as_their_plain_base(quick: Box) -> None:
    """Whatever they override: what they hold is read, not what they say."""
    source = """
        import collections, enum
        class L(list):
            def __iter__(self): return iter([9])
            def __len__(self): return 9
            def __eq__(self, other): return True
        class S(str):
            def __str__(self): return "lie"
            def __repr__(self): return "lie"
        class I(int):
            def __index__(self): return 9
            def __int__(self): return 9
        class F(float):
            def __float__(self): return 9.0
            def __repr__(self): return "9.0"
        class D(dict):
            def items(self): return [(9, 9)]
        class E(enum.IntEnum): ONE = 1
        P = collections.namedtuple("P", "x y")
        def f(): return [L([1]), S("s"), I(2), F(0.5), D(a=1), E.ONE, P(3, 4),
                         collections.defaultdict(list, k=[1])]
    """
    back: Any = quick.call(textwrap.dedent(source), "f")
    assert back == [[1], "s", 2, 0.5, {"a": 1}, 1, (3, 4), {"k": [1]}]
    plain = [list, str, int, float, dict, int, tuple, dict]
    assert [type(each) for each in back] == plain


def test_a_default_dict_comes_back_as_a_dict(quick: Box) -> None:
    source = "from collections import defaultdict\ndef f(): return defaultdict(list, {'k': [1]})"
    assert quick.call(source, "f") == {"k": [1]}


def test_large_values_cross(quick: Box) -> None:
    big = list(range(100_000))
    assert quick.call("def f(x): return x[::-1]", "f", big) == big[::-1]


def test_a_value_above_the_output_limit_says_so(quick: Box) -> None:
    seen = called(quick, "def f(): return 'x' * (5 << 20)")
    assert seen.limit == "output"


def test_output_of_a_call_is_captured_apart(quick: Box) -> None:
    source = (
        "import sys\nprint('loaded')\ndef f():\n    print('called', file=sys.stderr)\n    return 1"
    )
    seen = called(quick, source)
    assert (seen.stdout, seen.stderr, seen.value) == (b"loaded\n", b"called\n", b"1")


def test_a_called_program_is_a_module(quick: Box) -> None:
    source = """
        import dataclasses, inspect, pickle, sys
        if __name__ == "__main__": raise AssertionError("is called, not run")
        @dataclasses.dataclass
        class A:
            x: int
        def f():
            assert pickle.loads(pickle.dumps(A(1))) == A(1)
            assert "def f" in inspect.getsource(f)
            assert sys.modules[__name__].A is A
            return __name__
    """
    assert quick.call(textwrap.dedent(source), "f") == "solution"


def test_standard_input_of_a_call_is_empty(quick: Box) -> None:
    source = "import sys\ndef f(): return sys.stdin.read()"
    assert quick.call(source, "f") == ""


# --- forging ------------------------------------------------------------------------------


def test_a_program_may_write_any_value_but_only_bytes_arrive(quick: Box) -> None:
    """It may find the descriptor and write itself; that is a returned value like any other,
    or none at all."""
    source = """
        import os
        def f():
            for fd in range(3, 256):
                try: os.write(fd, {data!r})
                except OSError: pass
            os._exit(0)
    """
    forged = called(quick, source.format(data=b'["any"]'))
    assert values.decode(forged.value or b"") == ["any"]
    for data in (b"\xff\xfe", b"{", b"[1] [2]", b'{"t":"type","v":"type"}', b"[" * 100_000):
        seen = called(quick, source.format(data=data))
        with pytest.raises(values.Undecodable):
            values.decode(seen.value or b"")


def test_a_second_value_spoils_the_first(quick: Box) -> None:
    """What a program wrote beforehand is not cut off."""
    source = """
        import os
        def f():
            for fd in range(3, 256):
                try: os.write(fd, b"1")
                except OSError: pass
            return [2]
    """
    seen = called(quick, source)
    assert seen.value == b"1[2]"
