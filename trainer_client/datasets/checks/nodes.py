"""LeetCode's linked lists and binary trees, in a check's process.

The check builds its own nodes and compares them itself. Those that it hands to the candidate
become objects of the candidate's classes on the way.
"""

from typing import Any


class Node:
    """A node of the check's own: `val` and the named links."""

    links: tuple[str, ...] = ()

    def __init__(self, val: object) -> None:
        self.val = val
        for link in self.links:
            setattr(self, link, None)


class OwnList(Node):
    links = ("next",)
    next: Any


class OwnTree(Node):
    links = ("left", "right")
    left: Any
    right: Any


def list_node(values: list[Any]) -> OwnList | None:
    """The linked list of the values."""
    first: OwnList | None = None
    for value in reversed(values):
        node = OwnList(value)
        node.next, first = first, node
    return first


def tree_node(values: list[Any]) -> OwnTree | None:
    """The binary tree in LeetCode's notation: level by level, None for an absent child."""
    if not values:
        return None
    root = parent = OwnTree(values[0])
    waiting: list[OwnTree] = []
    rest = iter(values[1:])
    for left in rest:
        for link, value in (("left", left), ("right", next(rest, None))):
            if value is not None:
                child = OwnTree(value)
                setattr(parent, link, child)
                waiting.append(child)
        if not waiting:
            break
        parent = waiting.pop(0)
    return root


def is_same_list(one: Any, other: Any) -> bool:
    while one is not None and other is not None:
        if one.val != other.val:
            return False
        one, other = one.next, other.next
    return one is None and other is None


def is_same_tree(one: Any, other: Any) -> bool:
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        if one is None or other is None:
            if one is not other:
                return False
        elif one.val != other.val:
            return False
        else:
            pairs += [(one.left, other.left), (one.right, other.right)]
    return True


class Handing:
    """Stands before the candidate's class: its methods get nodes of the candidate's kind."""

    def __init__(self, owner: Any, list_class: Any, tree_class: Any) -> None:
        self._owner = owner
        self._kinds = {OwnList: list_class, OwnTree: tree_class}

    def __call__(self, *args: Any) -> "Handing":
        kinds = self._kinds
        return Handing(self._owner(*args), kinds[OwnList], kinds[OwnTree])

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            given = [self._handed(each) for each in args]
            return method(*given, **{key: self._handed(each) for key, each in kwargs.items()})

        return call

    def _handed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._handed(item) for item in value]
        if not isinstance(value, Node):
            return value
        made: dict[int, Any] = {}
        nodes = [value]
        for node in nodes:  # grows as it goes: every node reachable from the first
            made[id(node)] = self._kinds[type(node)](node.val)
            nodes += [child for child in map(vars(node).get, node.links) if child is not None]
        for node in nodes:
            for link in node.links:
                child = getattr(node, link)
                if child is not None:
                    setattr(made[id(node)], link, made[id(child)])
        return made[id(value)]
