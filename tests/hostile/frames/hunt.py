"""Around programs that look for secrets: `search()` gives a list of where it found any.

A secret begins with a marker that the program knows with every byte raised by one only, and
looks for in equally raised data, so that the hunt never puts the marker anywhere itself.
"""

import os
import sys

TABLE = bytes((b + 1) % 256 for b in range(256))
RAISED = b"RAISED-MARKER"
HOST_PATHS = "HOST-PATHS".split()


def holds(data):
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogateescape")
    return RAISED in bytes(data).translate(TABLE)


def look(path, found, most=1 << 20):
    """Read what can be read of a file; a hit is noted."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError):
        return
    try:
        if holds(os.read(fd, most)):
            found.append(path)
    except OSError:
        pass
    os.close(fd)


def walk(top, found):
    """Names, link targets and contents below a directory."""
    for place, folders, names in os.walk(top):
        for name in folders + names:
            path = os.path.join(place, name)
            if holds(os.fsencode(path)):
                found.append(path)
            try:
                if os.path.islink(path) and holds(os.fsencode(os.readlink(path))):
                    found.append("link " + path)
            except OSError:
                pass
            look(path, found)


def others():
    """Every other process's id."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]


PROGRAM


def f(order):
    """For problems that call: hunts when it is told to."""
    if order != "hunt":
        return "nothing"
    found = search()
    return repr(found) if found else "nothing"


def main():
    order = sys.stdin.buffer.readline().strip().decode()
    if order == "hold":
        kept = sys.stdin.buffer.read()
        for place in (".", "/tmp", "/dev/shm"):
            with open(place + "/held", "wb") as file:
                file.write(kept)
    print(f(order), flush=True)


if __name__ == "__main__":
    main()
