# attacks: later runs, by POSIX semaphores
# frame: twice
# twice: passed, at most 1
import _multiprocessing
kept = []
def leave():
    kept.append(_multiprocessing.SemLock(1, 1, 1, "/left-here", False))
def look():
    try: _multiprocessing.SemLock._rebuild(0, 1, 1, "/left-here")
    except OSError: return False
    return True
