"""What every comparison is: a function of two outputs."""

from collections.abc import Callable

Policy = Callable[[bytes, bytes], str | None]
"""Takes the expected and the actual bytes, both whole, and returns None when they agree, else
what differs, in a few printable words. Never raises, and takes O(n log n) time and O(n) memory
on any output."""
