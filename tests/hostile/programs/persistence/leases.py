# attacks: later runs, by leases and record locks on its own program
# frame: twice
# twice: passed, at most 1
import fcntl, os
def leave():
    kept = open("/tmp/leased", "w+")
    fcntl.lockf(kept, fcntl.LOCK_EX)
    return kept
def look(): return os.path.exists("/tmp/leased")
