"""Sentences that describe operations on a list, and programs that carry them out.

A small world for a small model: "sort it , then keep the first 3" asks for a function that
does so. Made for demonstrations on one CPU, where a model of some 0.6M parameters can learn it.
"""

from trainer_client.tasks.list_operations.operations import OPERATIONS, Operation, Step
from trainer_client.tasks.list_operations.sentences import (
    Sentence,
    draw,
    draw_step,
    program,
    program_with_errors,
    sentences,
    words,
)
from trainer_client.tasks.list_operations.source import list_operations

__all__ = [
    "OPERATIONS",
    "Operation",
    "Sentence",
    "Step",
    "draw",
    "draw_step",
    "list_operations",
    "program",
    "program_with_errors",
    "sentences",
    "words",
]
