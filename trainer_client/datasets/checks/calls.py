"""Agreement of a returned value with a published one, in a check's process."""

import json
from collections.abc import Callable
from typing import Any


def is_defined(name: Callable[[], object]) -> bool:
    """Whether the name that the function evaluates means anything."""
    try:
        name()
    except NameError:
        return False
    return True


def call_arguments(text: str, int_keys: bool = False) -> Any:
    """The arguments of a call, of JSON text. `int_keys`: a leading object stands for a dict
    with integers for keys, which JSON cannot write."""
    found = json.loads(text)
    return [with_int_keys(found[0]), *found[1:]] if int_keys and found else found


def agrees_with(got: object, expected: str, wrapped: bool = False) -> bool:
    """Whether a returned value is the expected one, given as JSON text.

    Python's `==` decides (True is 1, 1 is 1.0), with tuples as lists, which JSON has no
    tuples for. `wrapped`: a list of one item may stand for that item.
    """
    want = json.loads(expected)
    wanted = [want]
    if wrapped and isinstance(want, list) and len(want) == 1:
        wanted.append(want[0])
    plain = without_tuples(got)
    return any(plain == each or plain == with_int_keys(each) for each in wanted)


def without_tuples(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [without_tuples(item) for item in value]
    if isinstance(value, dict):
        return {key: without_tuples(item) for key, item in value.items()}
    return value


def with_int_keys(value: object) -> object:
    """A dict with its keys as integers, if all of them are written as such."""
    if not isinstance(value, dict):
        return value
    try:
        return {int(key): item for key, item in value.items()}
    except (TypeError, ValueError):
        return value
