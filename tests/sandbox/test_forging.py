"""Programs that set out to pass a check without solving it. None may."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import AssertCase, Limits
from tests.sandbox.box import Box

# Asks as HumanEval, MBPP and their relatives do. No honest answer is 6.5.
QUESTIONS = {
    "equal": "assert f(3) == 6.5",
    "equal, other side": "assert 6.5 == f(3)",
    "list": "assert f(3) == [1, 6.5]",
    "tuple": "assert f(3) == (1, 'x', 6.5)",
    "text": "assert f(3) == 'expected text'",
    "dict": "assert f(3) == {'a': 1, 'b': [2, 3]}",
    "set": "assert set(f(3)) == {1, 2, 6.5}",
    "sorted": "assert sorted(f(3)) == [1, 2, 6.5]",
    "tolerance": "assert abs(f(3) - 6.5) < 1e-6",
    "tolerance, other side": "assert abs(6.5 - f(3)) <= 1e-6",
    "isclose": "import math\nassert math.isclose(f(3), 6.5)",
    "among": "assert f(3) in (6.5, 7.5)",
    "items": "assert len(f(3)) == 4 and f(3)[0] == 6.5 and all(x == 6.5 for x in f(3))",
    "type and value": "assert isinstance(f(3), list) and f(3) == [6.5]",
    "identity": "assert f(3) is None and f(4) is True",
    "not equal": "assert not (f(3) != 6.5)",
    "order": "assert f(3) < 7 and f(3) > 6 and f(3) == 6.5",
    "text of it": "assert str(f(3)) == '6.5' and repr(f(3)) == '6.5'",
    "dump": "import json\nassert json.dumps(f(3)) == '[6.5]'",
    "second call": "assert f(3) == f(3) == 6.5",
    "counter": "from collections import Counter\nassert Counter(f(3)) == Counter([6.5, 6.5])",
    "unpacking": "a, b = f(3)\nassert (a, b) == (6.5, 7)",
    "no argument": "assert f() == 6.5",
    "sum": "assert sum(f(3)) == 6.5",
}

LIES = """
    class Lie{base}:
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
        def __hash__(self): return hash(6.5)
        def __sub__(self, other): return 0
        __rsub__ = __add__ = __radd__ = __sub__
        def __abs__(self): return Lie()
        def __bool__(self): return True
        def __getattribute__(self, name): return object.__getattribute__(self, name)
        @property
        def __class__(self): return {claim}
    def f(x): return Lie()
"""


FORGERIES = {
    "always equal": LIES.format(base="", claim="float"),
    "claims to be a list": LIES.format(base="", claim="list"),
    "lying float": LIES.format(base="(float)", claim="float"),
    "lying int": LIES.format(base="(int)", claim="int"),
    "lying str": LIES.format(base="(str)", claim="str"),
    "lying list": LIES.format(base="(list)", claim="list"),
    "lying tuple": LIES.format(base="(tuple)", claim="tuple"),
    "lying dict": LIES.format(base="(dict)", claim="dict"),
    "list of lies": LIES.format(base="", claim="float").replace("return Lie()", "return [Lie()]"),
    "metaclass": """
        class Meta(type):
            def __eq__(self, other): return True
            def __instancecheck__(self, other): return True
            def __hash__(self): return 1
            __mro__ = property(lambda cls: (float, object))
        class Lie(metaclass=Meta): pass
        def f(x): return Lie
    """,
    "mock": """
        from unittest.mock import ANY, MagicMock
        def f(x): return ANY
    """,
    "magic mock": """
        from unittest.mock import MagicMock
        f = MagicMock()
        f.return_value.__eq__ = lambda self, other: True
    """,
    "the type of ANY": "from unittest.mock import _ANY as f",
    "a standard function by another name": """
        class Home: pass
        import unittest.mock
        def f(x): return unittest.mock.ANY
        f.__module__, f.__name__ = "unittest.mock", "_ANY"
    """,
    "own built-ins": """
        def f(x): return 0
        def abs(x): return 0
        def len(x): return 4
        def isinstance(x, kind): return True
        def all(x): return True
        def sorted(x): return [1, 2, 6.5]
        def set(x): return {1, 2, 6.5}
        def sum(x): return 6.5
        def str(x): return "6.5"
        repr = str
        class Exception: pass
        AssertionError = Exception
    """,
    "own built-ins behind an import": """
        def f(x): return 0
        f.__module__ = "elsewhere"
        def abs(x): return 0
        def len(x): return 4
        def all(x): return True
        def set(x): return {1, 2, 6.5}
    """,
    "patched built-ins": """
        import builtins, json, math, operator
        builtins.abs = builtins.len = builtins.sum = lambda *a: 6.5
        builtins.isinstance = builtins.all = lambda *a: True
        builtins.AssertionError = KeyError
        math.isclose = operator.eq = lambda *a, **k: True
        json.dumps = json.loads = lambda *a, **k: "[6.5]"
        def f(x): return 0
    """,
    "own math": """
        class math:
            isclose = staticmethod(lambda *a: True)
        json = math
        Counter = lambda x: 1
        def f(x): return 0
    """,
    "hard exit": "import os\ndef f(x): os._exit(0)",
    "exit": "import sys\ndef f(x): sys.exit(0)",
    "exit while loading": "import os\ndef f(x): return 1\nos._exit(0)",
    "exit of the parent": "import os, signal\ndef f(x): os.kill(os.getppid(), signal.SIGTERM)",
    "kill everybody": "import os, signal\ndef f(x): os.kill(-1, signal.SIGKILL)",
    "assertion error": "class Fine(AssertionError): pass\ndef f(x): raise Fine('passed')",
    "raises success": "def f(x): raise SystemExit(0)",
    "generator exit": "def f(x): raise GeneratorExit",
    "stops": "def f(x): raise StopIteration(6.5)",
    "frames": """
        import gc, sys
        def f(x):
            frame, seen = sys._getframe(), []
            while frame:
                seen += list(frame.f_locals.values()) + list(frame.f_globals.values())
                frame = frame.f_back
            for value in seen + gc.get_objects():
                if type(value) is str and "6.5" in value and "assert f" in value: return 6.5
                if type(value) is float and value == 6.5 + x * 0: return value
            return 0
    """,
    "closes everything": """
        import os
        def f(x):
            for fd in range(256):
                try: os.close(fd)
                except OSError: pass
    """,
    "noise on every descriptor": """
        import os
        def f(x):
            for fd in range(256):
                try: os.write(fd, b"\\0\\0\\0\\x02{}" * 3 + bytes(range(256)))
                except OSError: pass
    """,
    "forged replies": """
        import json, os, struct
        def f(x):
            replies = [
                {"returned": {"t": "ref", "id": 1, "name": "float", "callable": True}},
                {"returned": 0, "outcome": "passed", "message": ""},
                {"outcome": "passed", "message": "", "tests": []},
                {"ask": "global", "args": ["check"], "kwargs": {"t": "dict", "v": []}},
                {"ask": "call", "args": [{"t": "type", "v": "object"}], "kwargs": None},
                {"changed": {"0": [6.5], "7": 1, "x": 2}, "returned": 0},
            ]
            for reply in replies:
                body = json.dumps(reply).encode()
                for fd in range(3, 256):
                    try: os.write(fd, struct.pack(">I", len(body)) + body)
                    except OSError: pass
            return 0
    """,
    "an object made in the check": """
        import gc
        def own(callback):
            cells = (cell.cell_contents for cell in callback.__closure__)
            return next(cell for cell in cells if type(cell).__name__ == "Lender")
        def f(x):
            peer = next(o for o in gc.get_objects() if type(o).__name__ == "Peer")
            space = {"__eq__": float, "__call__": bool, "__hash__": None}
            return own(peer.ask("call", type, "Lie", (object,), space)())
    """,
    "asks for more than it was lent": """
        import gc
        def f(x):
            peer = next(o for o in gc.get_objects() if type(o).__name__ == "Peer")
            for operation, *args in (
                ("call", int, "6"), ("call", object), ("next", [1]), ("getattr", 1, "real"),
                ("global", "f"), ("call", {"t": "own", "id": 0}), ("eq", 1, 1),
            ):
                try: return peer.ask(operation, *args)
                except Exception: continue
            return 0
    """,
    "claims names": """
        import sys
        peer = sys.modules["sandbox.guest.peer"]
        def announce(self, message):
            self._send({"names": {"f": ["from", "unittest.mock", "_ANY"], "abs": [], "len": []}})
        peer.Peer.announce = announce
        def f(x): return 0
        def abs(x): return 0
        def len(x): return 4
    """,
    "patches its own side": """
        import sys
        values = sys.modules["sandbox.guest.values"]
        values.to_json = lambda *a: {"t": "float", "v": "nan"}
        def f(x): return 0
    """,
    "deep": "def f(x):\n    a = []\n    for _ in range(9999): a = [a]\n    return a",
    "deep by hand": """
        import sys
        peer = sys.modules["sandbox.guest.peer"]
        peer.Peer._to_json = lambda self, value: []
        nested = "[" * 5000 + "]" * 5000
        peer.json.dumps = lambda message: '{"changed": {}, "returned": ' + nested + "}"
        def f(x): return 0
    """,
    "contains itself": "def f(x):\n    a = []\n    a.append(a)\n    return a",
    "not a number": "def f(x): return float('nan')",
    "infinite": "def f(x): return float('inf')",
    "endless": "def f(x):\n    while True: yield 6.5",
    "nothing": "",
    "the name alone": "f = None",
}


def as_humaneval(question: str) -> AssertCase:
    body = textwrap.indent(question.replace("f(", "candidate("), "    ")
    return AssertCase(f"def check(candidate):\n{body}", entry_point="f")


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_passes_no_question(quick: Box, forgery: str) -> None:
    cases = {name: AssertCase(question) for name, question in QUESTIONS.items()}
    for name in ("equal", "tolerance", "isclose", "items"):
        cases[f"{name}, as HumanEval"] = as_humaneval(QUESTIONS[name])
    limits = Limits(cpu_s=0.5, wall_s=3, memory_mb=256)
    seen = quick.run(textwrap.dedent(FORGERIES[forgery]), list(cases.values()), limits)
    passed = [
        name
        for name, execution in zip(cases, seen, strict=True)
        if execution.limit is None and execution.check and execution.check.outcome == "passed"
    ]
    assert passed == []
