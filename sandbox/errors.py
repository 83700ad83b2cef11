"""Every error that `sandbox` raises on purpose.

    SandboxError
    ├── WallUnavailable      no wall works on this machine, or the asked one does not
    ├── LanguageMissing      the wall works, but a program's language is not installed in it
    ├── ImageError           the sandbox image is absent and could not be built
    └── SlotLost             a slot died, hung or answered nonsense: retry on another slot

None of them says anything about a candidate program. What a program did, however
bad, is an `Execution`; an error is a fault of ours or of the machine.
"""


class SandboxError(Exception):
    """Base of all errors of this package."""


class WallUnavailable(SandboxError):
    """No sandbox wall can be used; the message says what to install."""


class LanguageMissing(SandboxError):
    """No compiler or interpreter for the program's language behind this wall."""


class ImageError(SandboxError):
    """The sandbox image is missing and building it failed."""


class SlotLost(SandboxError):
    """The slot can no longer be trusted or reached; its unfinished run may be retried."""
