"""Code that travels: each module is sent as the setup of a check and runs there.

The check's process has the standard library alone, so these modules import nothing else.
"""

from __future__ import annotations

import inspect
from types import ModuleType


def source_of(module: ModuleType) -> str:
    """The module's text, to be sent."""
    return inspect.getsource(module)
