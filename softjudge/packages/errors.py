"""Why a package or a submission cannot be judged.

PackageError
├── BrokenPackage   it is not as the format wants it
└── Unsupported     the format has it, softjudge has not
"""

from __future__ import annotations


class PackageError(ValueError):
    """Base of both."""


class BrokenPackage(PackageError):
    """The package is not as the format wants it."""


class Unsupported(PackageError):
    """The format has it, softjudge has not."""
