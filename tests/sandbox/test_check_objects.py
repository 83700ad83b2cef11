"""Checks: objects of the program, behind handles, act as if they were local."""

from __future__ import annotations

import textwrap

import pytest

from sandbox import CheckReport
from tests.sandbox.box import Box

VECTOR = """
    import functools
    @functools.total_ordering
    class Vector:
        kind = "vector"
        def __init__(self, *xs): self.xs = list(xs)
        def __add__(self, other): return Vector(*[a + b for a, b in zip(self.xs, other.xs)])
        def __mul__(self, k): return Vector(*[a * k for a in self.xs])
        def __neg__(self): return self * -1
        def __eq__(self, other): return self.xs == other.xs
        def __lt__(self, other): return abs(self) < abs(other)
        def __hash__(self): return hash(tuple(self.xs))
        def __abs__(self): return sum(x * x for x in self.xs) ** 0.5
        def __len__(self): return len(self.xs)
        def __iter__(self): return iter(self.xs)
        def __getitem__(self, i): return self.xs[i]
        def __setitem__(self, i, x): self.xs[i] = x
        def __contains__(self, x): return x in self.xs
        def __call__(self, f): return [f(x) for x in self.xs]
        def __bool__(self): return bool(self.xs)
        def __str__(self): return f"<{', '.join(map(str, self.xs))}>"
        def __repr__(self): return f"Vector{tuple(self.xs)}"
        def __format__(self, spec): return f"{spec}:{self!s}"
        def __float__(self): return abs(self)
        def scale(self, k):
            self.xs = [x * k for x in self.xs]
            return self
        @property
        def first(self): return self.xs[0]
        @classmethod
        def zero(cls, n): return cls(*[0] * n)
        @staticmethod
        def name(): return "V"
    def make(*xs): return Vector(*xs)
    def norm(v): return abs(v)
"""


@pytest.mark.parametrize(
    "statement",
    [
        "assert v.first == 3 and v.xs == [3, 4] and v.kind == Vector.kind == 'vector'",
        "assert v.scale(2).xs == [6, 8] and v.xs == [6, 8]",
        "assert (v + Vector(1, 1)).xs == [4, 5]",
        "assert (-v).xs == [-3, -4]",
        "assert v == Vector(3, 4) and v != Vector(0, 0) and not v == Vector(1, 2)",
        "assert Vector(1, 0) < v and v > Vector(1, 1) and v >= Vector(3, 4)",
        "assert sorted([v, Vector(1, 0)])[0].xs == [1, 0]",
        "assert len(v) == 2 and list(v) == [3, 4] and v[1] == 4 and v[-1] == 4",
        "assert [x for x in v] == [3, 4] and tuple(v) == (3, 4) and max(v) == 4",
        "a, b = v\nassert (a, b) == (3, 4)",
        "assert 3 in v and 5 not in v",
        "assert abs(v) == 5.0 and float(v) == 5.0 and round(abs(v)) == 5",
        "assert str(v) == '<3, 4>' and repr(v) == 'Vector(3, 4)' and f'{v:x}' == 'x:<3, 4>'",
        "assert bool(v) and not Vector() and (v or None) is v",
        "v[0] = 9\nassert v.xs == [9, 4]",
        "v.xs = [7]\nassert v.first == 7",
        "v.extra = 5\nassert v.extra == 5 and hasattr(v, 'extra')",
        "v.extra = 5\ndel v.extra\nassert getattr(v, 'extra', 1) == 1",
        "assert isinstance(v, Vector) and not isinstance(5, Vector)",
        "assert Vector.zero(2).xs == [0, 0] and Vector.name() == 'V'",
        "assert v(lambda x: x + 1) == [4, 5]",
        "assert len({v, Vector(3, 4)}) == 1 and {v: 1}[Vector(3, 4)] == 1",
        "assert norm(v) == 5 and norm(make(0, 1)) == 1",
        "assert [w.first for w in [v, make(8)]] == [3, 8]",
        "assert v in [Vector(3, 4)] and [v] == [Vector(3, 4)]",
        "assert v is not None and callable(v.scale) and 'scale' in dir(v)",
        "try: v[9]\nexcept IndexError: pass\nelse: assert False",
        "try: v.missing\nexcept AttributeError: pass\nelse: assert False",
        "assert make.__name__ == 'make' and Vector.__name__ == 'Vector'",
    ],
)
def test_objects_of_the_program(quick: Box, statement: str) -> None:
    report = quick.check(textwrap.dedent(VECTOR), f"v = make(3, 4)\n{statement}")
    assert report == CheckReport("passed")


def test_plain_subclasses_are_plain(quick: Box) -> None:
    source = """
        import collections, enum
        P = collections.namedtuple("P", "x y")
        class Color(enum.IntEnum): RED = 1
        def point(): return P(1, 2)
        def color(): return Color.RED
        def table(): return collections.defaultdict(int, a=1)
    """
    check = "assert point() == (1, 2) and color() == 1 and table() == {'a': 1}"
    assert quick.check(textwrap.dedent(source), check) == CheckReport("passed")
