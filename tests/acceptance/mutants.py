"""Broken variants of a Python program: one operator, constant or return changed in each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitXor: ast.BitOr,
}  # fmt: skip
_BOOLEAN: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}


def variants(source: str, after_line: int = 0) -> Iterator[str]:
    """Every program with exactly one change behind a line, in a fixed order: operators, then
    constants, then returned values. Raises SyntaxError for what is no program."""
    tree = ast.parse(source)
    places = [
        index
        for index, node in enumerate(ast.walk(tree))
        if getattr(node, "lineno", 0) > after_line
    ]
    for change in (_flip_operator, _shift_constant, _drop_value):
        for index in places:
            copy = deepcopy(tree)
            node = next(islice(ast.walk(copy), index, None))
            if change(node):
                yield ast.unparse(ast.fix_missing_locations(copy))


def _flip_operator(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE:
        node.ops[0] = _COMPARE[type(node.ops[0])]()
        return True
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _BINARY:
        node.op = _BINARY[type(node.op)]()
        return True
    if isinstance(node, ast.BoolOp):
        node.op = _BOOLEAN[type(node.op)]()
        return True
    return False


def _shift_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
        return True
    return False


def _drop_value(node: ast.AST) -> bool:
    if isinstance(node, ast.Return) and node.value is not None:
        node.value = None
        return True
    return False
