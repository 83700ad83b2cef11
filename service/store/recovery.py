"""Arguments of the recovery script, which workers and the API both run."""

from __future__ import annotations

from service.store import timing
from service.store.calls import Call


def recover() -> Call:
    """Sweeps deadlines and puts lost chunks back, unless somebody just did.

    The reply is the number of chunks put back.
    """
    lock_ms = int(timing.REAP_EVERY_S * 900)
    return Call.script("recover", lock_ms, int(timing.GRACE_S * 1000), timing.MOST_LOSSES)
