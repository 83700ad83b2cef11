"""How a stdio test's output is compared: one policy a module.

A policy takes the expected and the actual bytes, both whole, and returns None when they
agree, else what differs, in a few words.
"""

from collections.abc import Callable

from service.judge.compare.exact import exact
from service.judge.compare.lines import lines
from service.judge.compare.tokens import tokens

Policy = Callable[[bytes, bytes], str | None]

POLICIES: dict[str, Policy] = {"tokens": tokens, "exact": exact, "lines": lines}
