"""Answers to be judged: published ones, those of a file, a model's or a server's.

`candidate.py` is the contract; each source is one file. Only `local_model.py` needs torch.
"""
