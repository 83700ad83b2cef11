# attacks: later runs, by files wherever it may write
# always
# frame: twice
# twice: passed, at most 1
import os
PLACES = (".", "/tmp", "/dev/shm", "/var/tmp", "/work", "/run", os.path.expanduser("~"))
def leave():
    left = 0
    for place in PLACES:
        try: open(place + "/left-here", "w").write("x"); left += 1
        except OSError: pass
    return left
def look(): return any(os.path.exists(place + "/left-here") for place in PLACES)
