# attacks: later runs, by locks on files that all may read
# frame: twice
# twice: passed, at most 1
import fcntl, os
PATHS = ("/usr/bin/python3", "/etc/ld.so.cache", __file__)
def leave():
    kept = [open(path) for path in PATHS]
    for each in kept: fcntl.flock(each, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if os.fork() == 0:
        os.setsid()
        while True: os.sched_yield()
    return kept
def look():
    try:
        for path in PATHS: fcntl.flock(open(path), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError: return True
    return False
