"""Test code that asserts about `Solution`, as rllm's LeetCode rows and Klear have it."""

from __future__ import annotations

import re

from trainer_client.datasets.checks import nodes, source_of
from trainer_client.types import AssertTest

_NODES = re.compile(r"\b(tree_node|list_node|is_same_tree|is_same_list)\b")
_HANDING = "Solution = Handing(Solution, ListNode, TreeNode)\n"


def functional_test(code: str) -> AssertTest:
    """Test code as one test; it calls its own `check`, so none is named.

    Code that speaks of linked lists or trees gets their helpers, on the check's side; the
    program's preamble must define `ListNode` and `TreeNode`.
    """
    if _NODES.search(code):
        return AssertTest(check=code, setup=f"{source_of(nodes)}\n\n{_HANDING}")
    return AssertTest(check=code)
