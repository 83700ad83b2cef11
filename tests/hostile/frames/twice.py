"""Around programs that try to leave something for another run.

`leave()` leaves it and returns what keeps it alive, or raises OSError where it may not;
`look()` tells whether it is there.
"""

PROGRAM


def _main():
    words = input().split()
    kept = None
    if "leave" in words:
        try:
            kept = leave()
        except OSError:
            print("refused", flush=True)
            return
        if "look" not in words:
            print("left", flush=True)
            return
    print("found" if look() else "nothing", flush=True)
    del kept


_main()
