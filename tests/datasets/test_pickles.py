"""The pickle reader: strings, and nothing that a pickle could do."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.datasets.pickled import NotAString, pickled_string

protocols = st.integers(0, pickle.HIGHEST_PROTOCOL)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary(),
    lambda inner: st.lists(inner | st.text()) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


class Caller:
    """Unpickling it would call a function."""

    def __init__(self, function: Any, *args: object) -> None:
        self.call = (function, args)

    def __reduce__(self) -> tuple[Any, tuple[object, ...]]:
        return self.call


@given(st.text(), protocols)
def test_a_pickled_string_comes_back(text: str, protocol: int) -> None:
    assert pickled_string(pickle.dumps(text, protocol)) == text


@given(plain, protocols)
def test_no_other_value_does(value: object, protocol: int) -> None:
    with pytest.raises(NotAString):
        pickled_string(pickle.dumps(value, protocol))


@given(st.binary())
def test_bytes_are_a_string_or_refused(data: bytes) -> None:
    try:
        text = pickled_string(data)
    except NotAString:
        return
    assert pickle.loads(data) == text


@given(st.text(), protocols, st.binary(min_size=1))
def test_nothing_may_follow(text: str, protocol: int, rest: bytes) -> None:
    with pytest.raises(NotAString):
        pickled_string(pickle.dumps(text, protocol) + rest)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_call_is_made(protocol: int) -> None:
    called: list[object] = []
    hostile = [Caller(print, "ran"), Caller(eval, "1"), ["text", Caller(called.append, 1)]]
    for value in hostile:
        with pytest.raises(NotAString):
            pickled_string(_dumped(value, protocol))
    assert called == []


def _dumped(value: object, protocol: int) -> bytes:
    try:
        return pickle.dumps(value, protocol)
    except (pickle.PicklingError, TypeError, AttributeError):
        return pickle.dumps(Caller(print, "ran"), protocol)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"cos\nsystem\n(S'true'\ntR.",  # os.system by GLOBAL and REDUCE
        b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x04true\x85R.",  # by STACK_GLOBAL
        b"\x80\x04Pid\n.",  # a persistent id
        b"\x80\x02\x82\x01.",  # an extension code
        b"(X\x01\x00\x00\x00ao.",  # OBJ
        b"X\xff\xff\xff\x7fa.",  # a length beyond the end
        b"\x80\x04\x8d\xff\xff\xff\xff\xff\xff\xff\xffa.",
        b"\x80\x04\x8c\x01a\x8c\x01b.",  # two strings
        b"\x80\x04\x8c\x01a",  # no end
        b"\x80\x04\x8c\x01a0.",  # popped
    ],
)
def test_hostile_pickles_are_refused(data: bytes) -> None:
    with pytest.raises(NotAString):
        pickled_string(data)
