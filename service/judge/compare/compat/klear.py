"""Klear-Reasoner: `verl/utils/reward_score/code_r1_compute.py`, and code-r1, which it is from.

The same text, but for white space around it.
"""

from __future__ import annotations

from service.judge.compare.compat.text import on_text

klear = on_text(lambda expected, actual: expected.strip() == actual.strip())
