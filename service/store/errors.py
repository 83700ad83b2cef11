"""Every error that the store raises on purpose.

StoreError
└── StoreUnavailable     Redis did not answer for longer than a request can wait
"""


class StoreError(Exception):
    """Base of all errors of this package."""


class StoreUnavailable(StoreError):
    """Redis cannot be reached or refuses to write now. Nothing is lost: try again."""
