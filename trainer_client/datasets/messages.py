"""Rows of chat trainers (verl's form): a prompt of messages, the tests as ground truth."""

from __future__ import annotations

import re

from trainer_client.datasets.fields import Fields

_FENCE = re.compile(r"\A\s*```\w*\n(.*?)\n?```\s*\Z", re.DOTALL)


def asked(fields: Fields, name: str) -> str:
    """What a model is asked: a string, or the user's messages of a conversation."""
    found = fields.value(name)
    if isinstance(found, str):
        return found
    messages = list(fields.objects(name))
    users = [each.text("content") for each in messages if each.text("role", "user") == "user"]
    return "\n\n".join(users)


def ground_truth(fields: Fields) -> Fields:
    """The object in `reward_model.ground_truth`, or the row itself where it has none."""
    if not fields.has("reward_model"):
        return fields
    return fields.object("reward_model").object("ground_truth")


def with_starter(text: str, starter: str) -> str:
    """A statement with the code that an answer must complete, if there is any."""
    if not starter.strip():
        return text
    return f"{text.rstrip()}\n\nComplete this code:\n```python\n{starter.strip()}\n```"


def unfenced(text: str) -> str:
    """A program without the fence that it is published in, if it is."""
    fenced = _FENCE.match(text)
    return fenced.group(1) if fenced else text
