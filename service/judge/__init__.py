"""The oracle: what is run, what was observed, and what that says about the program.

It works on its own side of every wall. `cases` turns tests into sandbox cases and keeps the
expectations here; `verdicts` judges each observation; `rewards` sums up.
"""
