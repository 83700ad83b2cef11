"""Python values as JSON text, without pickle: what crosses between processes.

    None, bool, str, finite float, small int   themselves
    list                                       a JSON array
    everything else                            {"t": type, "v": content}

An instance of a subclass of a plain type is its plain base. Where the subclass redefines in
Python how it compares, that stands in {"t": "subclass", "v": base}, which decodes to the base.

A decoder builds data only, from a closed set of types, within a depth, and so is safe on
hostile input. What is not data may become a *reference* when both ends agree on a
`Table` of objects (see `proxy`); without one it is `Unencodable`.
"""

from __future__ import annotations

import datetime
import json
import math
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import FunctionType
from typing import Any, NoReturn

MAX_DEPTH = 150
MAX_COLLISIONS = 64
NO_DATA = b"!"  # written in place of an encoded value where there can be none
_SUBCLASS = {"t": "subclass"}
_COMPARING = ("eq", "ne", "lt", "le", "gt", "ge", "sub", "rsub", "abs")
_EXACT = 2**53  # ints beyond this are not exact in every JSON reader

ToReference = Callable[[object], "dict[str, Any]"]
FromReference = Callable[["dict[str, Any]"], object]


class Unencodable(ValueError):
    """The value is no plain data, is too deep, or contains itself."""


class Undecodable(ValueError):
    """The text is no encoded value."""


def _no_reference(value: object) -> NoReturn:
    raise Unencodable(f"{type(value).__name__} is no plain data")


def _no_object(tagged: dict[str, Any]) -> NoReturn:
    raise Undecodable("unknown type")


def encode(value: object, reference: ToReference = _no_reference) -> bytes:
    """The value as ASCII JSON. Raises Unencodable."""
    return json.dumps(to_json(value, reference)).encode()


def decode(text: bytes, reference: FromReference = _no_object) -> object:
    """The value of an encoded text. Raises Undecodable on anything else."""
    return from_json(parse(text), reference)


def holds_subclass(text: bytes) -> bool:
    """Whether a message of encoded values holds an instance of a subclass that redefines how it
    compares. In JSON no string can look like its mark, since quotes in strings are escaped."""
    return json.dumps(_SUBCLASS).encode().rstrip(b"}") in text


def parse(text: bytes) -> Any:
    """JSON without NaN, infinities and unbounded nesting. Raises Undecodable."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Undecodable("not JSON") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


# --- to JSON ------------------------------------------------------------------------------


def to_json(value: object, reference: ToReference = _no_reference, depth: int = 0) -> Any:
    """The JSON form. Subclasses of plain types are taken as their plain base, read through
    the base's own methods, so an overridden `__eq__` or `__iter__` has no say."""
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if kind is str:
        return value
    if kind is int:
        return _int(value)  # type: ignore[arg-type]  # narrowed by `kind`
    if depth > MAX_DEPTH:
        raise Unencodable("nested too deep, or contains itself")
    writer = _WRITERS.get(kind)
    if kind is type and value in _TYPES.values():
        return {"t": "type", "v": value.__name__}  # type: ignore[attr-defined]  # a type
    if writer is None:
        base = next((b for b in _BASES if isinstance(value, b) and b in kind.__mro__), None)
        if base is None:
            return reference(value)
        writer = _WRITERS[base]
        if _redefines(kind):
            return {**_SUBCLASS, "v": writer(value, reference, depth + 1)}
    return writer(value, reference, depth + 1)


def _redefines(kind: type) -> bool:
    """Whether Python code of the subclass, not of a known type below it, has a say in comparing."""
    for owner in kind.__mro__:
        if owner in _WRITERS:
            return False
        if any(type(vars(owner).get(f"__{name}__")) is FunctionType for name in _COMPARING):
            return True
    return False


def _int(value: int) -> Any:
    number = int.__index__(value)
    if -_EXACT < number < _EXACT:
        return number
    return {"t": "int", "v": int.__format__(number, "x")}


def _float(value: float, *_: object) -> Any:
    number = float.__float__(value)
    if math.isfinite(number):
        return number
    return {"t": "float", "v": float.__repr__(number)}


def _items(base: type, tag: str) -> Callable[[Any, ToReference, int], Any]:
    def write(value: Any, reference: ToReference, depth: int) -> Any:
        content = [to_json(item, reference, depth) for item in base.__iter__(value)]  # type: ignore[attr-defined]  # every base here is iterable
        return content if tag == "list" else {"t": tag, "v": content}

    return write


def _pairs(tag: str) -> Callable[[Any, ToReference, int], Any]:
    def write(value: Any, reference: ToReference, depth: int) -> Any:
        flat: list[Any] = []
        for key, item in dict.items(value):
            flat.append(to_json(key, reference, depth))
            flat.append(to_json(item, reference, depth))
        return {"t": tag, "v": flat}

    return write


def _text(tag: str, convert: Callable[[Any], str]) -> Callable[[Any, ToReference, int], Any]:
    return lambda value, _reference, _depth: {"t": tag, "v": convert(value)}


_WRITERS: dict[type, Callable[[Any, ToReference, int], Any]] = {
    int: lambda value, _reference, _depth: _int(value),
    float: _float,
    str: lambda value, _reference, _depth: str.__str__(value),
    list: _items(list, "list"),
    tuple: _items(tuple, "tuple"),
    set: _items(set, "set"),
    frozenset: _items(frozenset, "frozenset"),
    deque: _items(deque, "deque"),
    dict: _pairs("dict"),
    OrderedDict: _pairs("OrderedDict"),
    defaultdict: _pairs("dict"),
    Counter: _pairs("Counter"),
    bytes: _text("bytes", lambda value: bytes.hex(value)),
    bytearray: _text("bytearray", lambda value: bytearray.hex(value)),
    complex: _text("complex", complex.__repr__),
    range: lambda value, reference, depth: {
        "t": "range",
        "v": [_int(value.start), _int(value.stop), _int(value.step)],
    },
    Decimal: _text("Decimal", Decimal.__str__),
    Fraction: lambda value, _reference, _depth: {
        "t": "Fraction",
        "v": [_int(value.numerator), _int(value.denominator)],
    },
    datetime.datetime: _text("datetime", datetime.datetime.isoformat),
    datetime.date: _text("date", datetime.date.isoformat),
    datetime.time: _text("time", datetime.time.isoformat),
    datetime.timedelta: lambda value, _reference, _depth: {
        "t": "timedelta",
        "v": [value.days, value.seconds, value.microseconds],
    },
}
# Not `type`, which makes new types.
_TYPES = {
    kind.__name__: kind
    for kind in (
        bool, int, float, complex, str, bytes, bytearray, list, tuple, set, frozenset, dict,
        range, object, type(None),
    )
}  # fmt: skip
# Bases of candidate-made subclasses that count as data; the first that fits.
_BASES: tuple[type, ...] = (int, float, str, bytes, list, tuple, set, frozenset, dict)


# --- from JSON ----------------------------------------------------------------------------


def from_json(value: Any, reference: FromReference = _no_object, depth: int = 0) -> object:
    """The value of a parsed JSON form. Raises Undecodable."""
    if depth > MAX_DEPTH + 1:
        raise Undecodable("nested too deep")
    if type(value) is list:
        return [from_json(item, reference, depth + 1) for item in value]
    if type(value) is not dict:
        return value
    tag = value.get("t")
    if tag == _SUBCLASS["t"]:
        base = value.get("v")
        if type(base) is dict and base.get("t") == tag:
            raise Undecodable("a subclass of a subclass")
        return from_json(base, reference, depth)
    reader = _READERS.get(tag) if type(tag) is str else None
    if reader is None:
        return reference(value)
    try:
        content = value["v"]
        if type(content) is list:
            content = [from_json(item, reference, depth + 1) for item in content]
        return reader(content)
    except Undecodable:
        raise
    except (ValueError, TypeError, KeyError, ArithmeticError, OverflowError) as error:
        raise Undecodable(f"bad content of {tag}") from error


def _read_pairs(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(flat: list[Any]) -> Any:
        return make(zip(_keys(_list(flat)[::2]), flat[1::2], strict=True))

    return read


def _list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise ValueError("not a list")
    return content


def _keys(content: Any) -> list[Any]:
    """Members of a set or keys of a dict. Building one takes quadratic time where all have the
    same hash, which happens only on purpose."""
    keys = _list(content)
    if max(Counter(map(hash, keys)).values(), default=0) > MAX_COLLISIONS:
        raise ValueError("too many members with the same hash")
    return keys


def _ints(content: Any, count: int) -> list[int]:
    if [type(item) for item in _list(content)] != [int] * count:
        raise ValueError(f"not {count} ints")
    return content  # type: ignore[no-any-return]  # tested


def _str(content: Any) -> str:
    if type(content) is not str:
        raise ValueError("not a string")
    return content


_READERS: dict[str, Callable[[Any], Any]] = {
    "int": lambda v: int(_str(v), 16),
    "float": lambda v: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[v],
    "tuple": lambda v: tuple(_list(v)),
    "set": lambda v: set(_keys(v)),
    "frozenset": lambda v: frozenset(_keys(v)),
    "deque": lambda v: deque(_list(v)),
    "dict": _read_pairs(dict),
    "OrderedDict": _read_pairs(OrderedDict),
    "Counter": _read_pairs(lambda pairs: Counter(dict(pairs))),
    "bytes": lambda v: bytes.fromhex(_str(v)),
    "bytearray": lambda v: bytearray.fromhex(_str(v)),
    "complex": lambda v: complex(_str(v)),
    "type": lambda v: _TYPES[_str(v)],
    "range": lambda v: range(*_ints(v, 3)),
    "Decimal": lambda v: Decimal(_str(v)),
    "Fraction": lambda v: Fraction(*_ints(v, 2)),  # of a text, an exponent could be huge
    "datetime": lambda v: datetime.datetime.fromisoformat(_str(v)),
    "date": lambda v: datetime.date.fromisoformat(_str(v)),
    "time": lambda v: datetime.time.fromisoformat(_str(v)),
    "timedelta": lambda v: datetime.timedelta(*_list(v)),
}
