"""What runs inside every wall: standard library only, Python 3.11 and later.

The supervisor is PID 1. It starts zygotes, lean interpreters that fork once for each
case; it bounds, watches, sweeps and cleans up, and it never judges.
"""
