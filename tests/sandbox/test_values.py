"""Encoded values: what goes in comes out, and nothing but Undecodable comes of bad text."""

from __future__ import annotations

import contextlib
import datetime
import json
import math
import random
import string
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandbox.guest import values
from sandbox.guest.values import MAX_COLLISIONS, MAX_DEPTH, Undecodable, Unencodable

HASHABLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**52, max_value=2**54),
    st.floats(allow_nan=False),
    st.text(st.characters()),  # lone surrogates too
    st.binary(),
    st.complex_numbers(allow_nan=False),
    st.decimals(allow_nan=False),
    st.fractions(),
    # Without `fold`, which isoformat does not tell.
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.datetimes().map(lambda moment: moment.replace(fold=0, tzinfo=datetime.UTC)),
    st.dates(),
    st.times().map(lambda moment: moment.replace(fold=0)),
    st.timedeltas(),
    st.builds(range, st.integers(), st.integers(), st.integers().filter(bool)),
    st.sampled_from([int, str, list, dict, type(None), object]),
    st.tuples(st.integers(), st.text()),
    st.frozensets(st.integers()),
)
PLAIN = st.recursive(
    HASHABLE | st.binary().map(bytearray),
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.lists(inner).map(deque),
        st.dictionaries(HASHABLE, inner),
        st.dictionaries(HASHABLE, inner).map(OrderedDict),
        st.sets(HASHABLE),
        st.dictionaries(st.text(), st.integers()).map(Counter),
    ),
    max_leaves=30,
)


def shape(value: Any) -> Any:
    """A value with the type of each part, so that 1, 1.0 and True differ."""
    kind = type(value)
    if isinstance(value, dict):
        return kind, [(shape(key), shape(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple, deque)):
        return kind, [shape(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return kind, sorted(repr(shape(item)) for item in value)
    return kind, repr(value)


@given(PLAIN)
@example(-0.0)
@example([math.inf, -math.inf])
@example({1: "a", False: "b", 2.0: "c"})
@example(["\ud800", "\0", ""])
@example(10**5000)
@example(Fraction(10**5000, 3))
@example(Decimal("1E+1000"))
def test_round_trip(value: object) -> None:
    text = values.encode(value)
    assert text.isascii()
    back = values.decode(text)
    if isinstance(value, (int, Fraction)):
        assert (type(back), back) == (type(value), value)  # repr has a limit of digits
    else:
        assert shape(back) == shape(value)


def test_nan_stays_nan() -> None:
    back = values.decode(values.encode(math.nan))
    assert isinstance(back, float)
    assert math.isnan(back)


@given(st.floats() | st.integers())
def test_numbers_are_exact(number: float) -> None:
    back: Any = values.decode(values.encode(number))
    assert back == number or (back != back and number != number)
    assert type(back) is type(number)


# --- what does not encode -----------------------------------------------------------------

NESTERS: list[Callable[[object], object]] = [
    lambda inner: [inner],
    lambda inner: (inner,),
    lambda inner: {"k": inner},
    lambda inner: OrderedDict(k=inner),
    lambda inner: deque([inner]),
]


@given(st.lists(st.sampled_from(NESTERS), min_size=MAX_DEPTH - 30, max_size=MAX_DEPTH + 30))
def test_what_encodes_also_decodes(nesters: list[Callable[[object], object]]) -> None:
    """The bounds on depth agree, whatever containers the depth is made of."""
    value: object = 1
    for nest in nesters:
        value = nest(value)
    try:
        text = values.encode(value)
    except Unencodable:
        assert len(nesters) >= MAX_DEPTH
    else:
        assert len(nesters) <= MAX_DEPTH + 1
        values.decode(text)


def test_a_value_that_contains_itself_does_not_encode() -> None:
    loop: list[object] = []
    loop.append({"again": loop})
    with pytest.raises(Unencodable):
        values.encode(loop)


@pytest.mark.parametrize("value", [object(), len, string, iter([]), Unencodable, type, ...])
def test_what_is_no_data_does_not_encode(value: object) -> None:
    for nested in (value, [value], {"k": (value,)}):
        with pytest.raises(Unencodable):
            values.encode(nested)


def test_subclasses_are_read_through_their_base() -> None:
    class Lie(list[int]):
        def __iter__(self) -> Any:
            raise AssertionError("not asked")

        __len__ = __eq__ = __repr__ = __iter__  # type: ignore[assignment]  # a lie

    encoded = values.encode(Lie([1, 2]))
    assert values.decode(encoded) == [1, 2]
    assert values.holds_subclass(encoded)


def test_nested_subclasses_decode_where_they_encode() -> None:
    class Lie(list[object]):
        def __eq__(self, other: object) -> bool:
            return True

    value: object = 1
    for _ in range(MAX_DEPTH):
        value = Lie([value])
    values.decode(values.encode(value))
    with pytest.raises(Undecodable):
        values.decode(b'{"t":"subclass","v":' * 5000 + b"1" + b"}" * 5000)


@given(st.text() | st.dictionaries(st.text(), st.text()))
@example('{"t": "subclass", "v": 1}')
@example({"t": "subclass"})
def test_no_plain_data_looks_like_a_subclass(value: object) -> None:
    assert not values.holds_subclass(values.encode([value]))


# --- hostile text -------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
TAGS = [
    *("int", "float", "tuple", "set", "frozenset", "deque", "dict", "OrderedDict", "Counter"),
    *("bytes", "bytearray", "complex", "type", "range", "Decimal", "Fraction", "datetime", "date"),
    *("time", "timedelta", "list", "str", "ref", "own", "subclass", "", "__class__"),
]
TAGGED = st.recursive(
    JSON,
    lambda inner: st.fixed_dictionaries(
        {"t": st.sampled_from(TAGS) | JSON}, optional={"v": inner | st.lists(inner)}
    ),
    max_leaves=10,
)


def decodes_or_refuses(text: bytes) -> None:
    """Anything but a value or Undecodable is an error of the test."""
    with contextlib.suppress(Undecodable):
        values.decode(text)


@given(st.binary())
@example(b"")
@example(b"NaN")
@example(b"Infinity")
@example(b'{"t": "float", "v": "1e999"}')
@example(b'"\\ud800"')
@example(b"\xff\xfe1\x00")
@example(b"[" * 100_000)
@example(b'{"t":' * 20_000)
@example(b"9" * 5000)
@example(b'{"t": ' + b"[" * 900 + b"]" * 900 + b"}")
def test_random_bytes(text: bytes) -> None:
    decodes_or_refuses(text)


@given(TAGGED)
@example({"t": []})
@example({"t": {}, "v": 1})
@example({"t": "float", "v": []})
@example({"t": "dict", "v": [1]})
@example({"t": "dict", "v": [[1], 2]})
@example({"t": "set", "v": [{"t": "set", "v": []}]})
@example({"t": "set", "v": [{"t": "Decimal", "v": "sNaN"}]})
@example({"t": "Decimal", "v": "1e9999999999999999999"})
@example({"t": "range", "v": [1, 2, 0]})
@example({"t": "range", "v": [0.5, 1, 1]})
@example({"t": "timedelta", "v": [1e308, 1e308, 1e308]})
@example({"t": "timedelta", "v": [1, 2, 3, 4, 5, 6, 7, 8]})
@example({"t": "datetime", "v": "9999-99-99"})
@example({"t": "Fraction", "v": [1, 0]})
@example({"t": "type", "v": "type"})
@example({"t": "int", "v": "-0x_1"})
def test_well_formed_nonsense(value: object) -> None:
    decodes_or_refuses(json.dumps(value).encode())


@given(PLAIN, st.randoms(use_true_random=False))
def test_mutated_values(value: object, source: random.Random) -> None:
    text = bytearray(values.encode(value))
    for _ in range(source.randint(1, 8)):
        place = source.randrange(len(text) + 1)
        action = source.choice(["set", "insert", "cut", "repeat"])
        if action == "insert" or not text:
            text[place:place] = source.choice([b"[", b"]", b'{"t":', b"}", b'"', b",", b"9", b"e"])
        elif action == "cut":
            del text[place : place + source.randint(1, 9)]
        elif action == "repeat":
            text[place:place] = text[place : place + source.randint(1, 40)]
        else:
            text[place % len(text)] = source.randrange(256)
    decodes_or_refuses(bytes(text))


def test_a_short_text_makes_no_giant_number() -> None:
    """It is decoded on the trusted side, where nothing bounds it from outside."""
    for content in ('"1e999999999"', '"1/1e999999999"', '["1e999999999", 1]', "[1e308, 1]"):
        with pytest.raises(Undecodable):
            values.decode(b'{"t": "Fraction", "v": %s}' % content.encode())


@pytest.mark.parametrize("tag", ["set", "frozenset", "dict", "OrderedDict", "Counter"])
def test_members_chosen_to_collide_are_refused(tag: str) -> None:
    """A hundred thousand of them in one set would take minutes."""
    modulus = 2**61 - 1  # of the hashes of numbers

    def colliding(count: int) -> bytes:
        items: list[object] = []
        for n in range(1, count + 1):
            items.append({"t": "int", "v": f"{n * modulus:x}"})
            if tag not in ("set", "frozenset"):
                items.append(0)
        return json.dumps({"t": tag, "v": items}).encode()

    assert len(values.decode(colliding(MAX_COLLISIONS))) == MAX_COLLISIONS  # type: ignore[arg-type]
    with pytest.raises(Undecodable):
        values.decode(colliding(100_000))


def test_types_that_make_types_do_not_cross() -> None:
    with pytest.raises(Undecodable):
        values.decode(b'{"t": "type", "v": "type"}')
    with pytest.raises(Unencodable):
        values.encode(type)


# --- references ---------------------------------------------------------------------------


def test_references_stand_in_for_what_is_no_data() -> None:
    table: list[object] = []

    def lend(value: object) -> dict[str, Any]:
        table.append(value)
        return {"t": "ref", "id": len(table) - 1}

    def find(tagged: dict[str, Any]) -> object:
        if tagged.get("t") != "ref":
            raise Undecodable("no reference")
        return table[tagged["id"]]

    given_ = [1, len, {"k": (iter([]), object)}]
    text = values.encode(given_, lend)
    assert values.decode(text, find) == given_
    with pytest.raises(Undecodable):
        values.decode(text)
