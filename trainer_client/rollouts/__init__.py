"""Rollouts: completions of prompts, each handed on when it is finished.

`rollout.py` is the contract; each engine is one file. Engines need torch, but `openai`.
"""
