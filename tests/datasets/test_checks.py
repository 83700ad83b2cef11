"""What is sent to a check's process, run here."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer_client.datasets.checks import calls, nodes, source_of

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
node_values = st.lists(st.integers(-9, 9))


def with_tuples(value: object) -> object:
    if isinstance(value, list):
        return tuple(with_tuples(item) for item in value)
    return value


@given(values)
def test_a_value_agrees_with_its_own_json(value: object) -> None:
    assert calls.agrees_with(value, json.dumps(value))
    assert calls.agrees_with(with_tuples(value), json.dumps(value))


@given(values, values)
def test_agreement_is_pythons_equality(value: object, other: object) -> None:
    assert calls.agrees_with(value, json.dumps(other)) == (value == other)


@given(values)
def test_a_list_of_one_stands_for_its_item_where_it_may(value: object) -> None:
    assert calls.agrees_with(value, json.dumps([value]), wrapped=True)
    assert calls.agrees_with([value], json.dumps([value]), wrapped=True)
    assert not calls.agrees_with(value, json.dumps([value]))


@given(st.dictionaries(st.integers(), st.integers(), min_size=1), st.integers())
def test_integer_keys_survive_json(value: dict[int, int], other: int) -> None:
    assert calls.call_arguments(json.dumps([value, other]), int_keys=True) == [value, other]
    assert calls.agrees_with(value, json.dumps(value))
    assert calls.agrees_with(value, json.dumps([value]), wrapped=True)


@pytest.mark.parametrize("keys", [{"a": 1}, {"1": 1, "b": 2}, {}])
def test_other_keys_stay(keys: dict[str, int]) -> None:
    assert calls.call_arguments(json.dumps([keys]), int_keys=True) == [keys]


def test_the_text_that_is_sent_runs_alone() -> None:
    for module in (calls, nodes):
        space: dict[str, object] = {"__name__": "check"}
        exec(source_of(module), space)
        assert "agrees_with" in space or "tree_node" in space


@given(node_values, node_values)
def test_lists_are_the_same_when_their_values_are(one: list[int], other: list[int]) -> None:
    same = nodes.is_same_list(nodes.list_node(one), nodes.list_node(other))
    assert same == (one == other)


def test_trees_are_read_level_by_level() -> None:
    root = nodes.tree_node([1, None, 2, 3, None, None, 4])
    assert root is not None
    assert root.left is None
    assert (root.val, root.right.val, root.right.left.val) == (1, 2, 3)
    assert root.right.left.right.val == 4
    assert nodes.tree_node([]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([1, 2, 3], [1, 2, 3], True),
        ([1, 2], [1, None, 2], False),
        ([1, 2, 3], [1, 3, 2], False),
        ([], [], True),
        ([], [0], False),
        ([1, 2, None], [1, 2], True),
    ],
)
def test_trees_are_compared_by_shape_and_value(
    one: list[int], other: list[int], same: bool
) -> None:
    assert nodes.is_same_tree(nodes.tree_node(one), nodes.tree_node(other)) is same
