"""Pieces of output in messages: short, whatever the program printed."""

MOST = 60  # bytes


def quote(data: bytes) -> str:
    text = data[:MOST].decode("utf-8", "replace")
    return repr(text) + ("..." if len(data) > MOST else "")
