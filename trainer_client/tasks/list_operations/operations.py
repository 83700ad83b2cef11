"""The operations: how each is said, how it is programmed, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

List = list[int]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on a list `x`, with a number `k` where `numbers` has values for it.

    said     ways to say it, `k` standing for the number
    code     the expression whose value is the new list
    apply    what it does; the number is 0 where there is none
    """

    said: tuple[str, ...]
    code: str
    apply: Callable[[List, int], List]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """An operation with its number."""

    operation: Operation
    number: int = 0

    def said(self, way: int) -> str:
        return self._filled(self.operation.said[way])

    @property
    def code(self) -> str:
        return f"x = {self._filled(self.operation.code)}"

    def apply(self, values: List) -> List:
        return self.operation.apply(values, self.number)

    def _filled(self, text: str) -> str:
        words = text.split(" ")
        return " ".join(str(self.number) if word == "k" else word for word in words)


_COUNTS = (1, 2, 3, 4)
_FACTORS = (2, 3, 4, 5)
_BOUNDS = (1, 2, 3, 4, 5)

# Blanks stand between all the words of the code, so that one rule splits it into tokens.
OPERATIONS: tuple[Operation, ...] = (
    Operation(("sort it", "put it in order"), "sorted ( x )", lambda x, _: sorted(x)),
    Operation(("reverse it", "turn it around"), "x [ : : - 1 ]", lambda x, _: x[::-1]),
    Operation(
        ("sort it from high to low", "put the largest first"),
        "sorted ( x ) [ : : - 1 ]",
        lambda x, _: sorted(x)[::-1],
    ),
    Operation(("keep the first k",), "x [ : k ]", lambda x, k: x[:k], _COUNTS),
    Operation(("drop the first k", "skip k"), "x [ k : ]", lambda x, k: x[k:], _COUNTS),
    Operation(("keep the last k",), "x [ - k : ]", lambda x, k: x[-k:], _COUNTS),
    Operation(("drop the last k",), "x [ : - k ]", lambda x, k: x[:-k], _COUNTS),
    Operation(
        ("add k to each", "raise each by k"),
        "[ v + k for v in x ]",
        lambda x, k: [v + k for v in x],
        _BOUNDS,
    ),
    Operation(
        ("multiply each by k",), "[ v * k for v in x ]", lambda x, k: [v * k for v in x], _FACTORS
    ),
    Operation(
        ("keep the even ones", "drop the odd ones"),
        "[ v for v in x if v % 2 == 0 ]",
        lambda x, _: [v for v in x if v % 2 == 0],
    ),
    Operation(
        ("keep the odd ones", "drop the even ones"),
        "[ v for v in x if v % 2 == 1 ]",
        lambda x, _: [v for v in x if v % 2 == 1],
    ),
    Operation(
        ("keep those above k", "drop those up to k"),
        "[ v for v in x if v > k ]",
        lambda x, k: [v for v in x if v > k],
        _BOUNDS,
    ),
    Operation(
        ("keep those below k",),
        "[ v for v in x if v < k ]",
        lambda x, k: [v for v in x if v < k],
        _BOUNDS,
    ),
    Operation(
        ("drop repeats", "keep each value once"),
        "list ( dict . fromkeys ( x ) )",
        lambda x, _: list(dict.fromkeys(x)),
    ),
    Operation(("double it", "repeat it"), "x + x", lambda x, _: x + x),
)
